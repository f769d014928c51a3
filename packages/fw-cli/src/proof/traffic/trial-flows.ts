import { bareAddress } from "fw-config";

import { ADMISSION_PORT, DENIED_PORT, FORWARDED_PORT, PROOF_PORT } from "../proof-config.ts";
import type { ProofPlan } from "../proof-config.ts";
import type { TesterPair } from "./tester-pair.ts";

/** How often the testers send, in milliseconds. */
export interface Pace {
  /** Between two datagrams of a stream. */
  readonly udpMs: number;
  /** Between two echo requests. */
  readonly pingMs: number;
  /** Between two new connections. */
  readonly admitMs: number;
}

/** Fine enough to measure failovers of some milliseconds. */
export const usualPace: Pace = { udpMs: 1, pingMs: 10, admitMs: 20 };

/** TCP flows to each further virtual address. */
const FURTHER_FLOWS = 2;

/** TCP flows of each further way of translating. */
const KIND_FLOWS = 2;

/** How many flows are held. */
export interface FlowPlan {
  /** TCP flows of each class that sends. */
  readonly flows: number;
  /** Idle TCP connections; default: as many as `flows`. */
  readonly idle?: number;
  /** Milliseconds between two messages of a TCP flow. */
  readonly tcpIntervalMs: number;
  /** Default: {@link usualPace}. A firewall that is emulated cannot forward that much. */
  readonly pace?: Pace;
}

/** Opens the flows of every class, and returns when all are established. */
export async function openFlows(
  { client, server }: TesterPair,
  proof: ProofPlan,
  { flows, idle = flows, tcpIntervalMs: intervalMs, pace = usualPace }: FlowPlan,
): Promise<void> {
  const host = bareAddress(proof.server.address);
  const to = { host, port: PROOF_PORT, intervalMs };
  const forwarded = { port: FORWARDED_PORT, intervalMs, use: "push" } as const;
  // First, because it takes longest and nothing else should run meanwhile.
  await client.bulk.tell({ do: "tcp", group: { ...to, name: "idle", use: "echo", count: idle } });
  const sending = { ...to, count: flows };
  await client.bulk.tell({ do: "tcp", group: { ...sending, name: "client-push", use: "push" } });
  await client.bulk.tell({ do: "tcp", group: { ...sending, name: "server-push", use: "pull" } });
  await server.bulk.tell({
    do: "tcp",
    group: { ...forwarded, host: proof.server.gateway, count: flows, name: "forwarded" },
  });
  for (const vip of proof.furtherVips) {
    const group = { ...forwarded, host: vip, count: FURTHER_FLOWS, name: `forwarded/${vip}` };
    await server.bulk.tell({ do: "tcp", group });
  }
  for (const { by, ...flow } of proof.nat.flows) {
    const group = { ...flow, use: "push", count: KIND_FLOWS, intervalMs } as const;
    await (by === "client" ? client : server).bulk.tell({ do: "tcp", group });
  }
  for (const [name, use] of [
    ["udp-up", "push"],
    ["udp-down", "pull"],
  ] as const) {
    const group = { host, port: PROOF_PORT, name, use, intervalMs: pace.udpMs };
    await client.paced.tell({ do: "udp", group });
  }
  await client.paced.tell({ do: "ping", host, intervalMs: pace.pingMs });
  const ports = { port: ADMISSION_PORT, denied: DENIED_PORT };
  await client.paced.tell({ do: "admit", host, ...ports, intervalMs: pace.admitMs });
}

/**
 * Announces data connections, passive and active ones, to the server and to one behind the virtual
 * address: short before the fault, because a server does not wait for them long. The client has an
 * address of its own for that: a rule that knows only the one host to which FTP is forwarded must
 * not be taken for one that knows whom a connection is for.
 */
export async function expectListing(
  { client, server }: TesterPair,
  { client: inside, server: outside }: ProofPlan,
): Promise<void> {
  for (const transfer of ["passive", "active"] as const) {
    const login = { do: "ftp-login", transfer } as const;
    const there = { host: bareAddress(outside.address), from: bareAddress(inside.otherAddress) };
    await client.paced.tell({ ...login, ...there });
    const forwarded = { host: outside.gateway, from: bareAddress(outside.address) };
    await server.paced.tell({ ...login, ...forwarded });
  }
}

/** Opens more connections in the midst of the faults; those of the same step share a number. */
export async function openLate(
  { client }: TesterPair,
  proof: ProofPlan,
  { flows: count, tcpIntervalMs: intervalMs }: FlowPlan,
  number: number,
): Promise<void> {
  const to = { host: bareAddress(proof.server.address), port: PROOF_PORT };
  const group = { ...to, name: `late/${number}`, use: "push", count, intervalMs } as const;
  await client.bulk.tell({ do: "tcp", group });
}
