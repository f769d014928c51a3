import { spawn } from "node:child_process";

import { execa } from "execa";
import { bareAddress, formatBlock, subnetOfAddress } from "fw-config";

import type { Namespace } from "../../host/namespace.ts";
import { waitUntil } from "../../wait-until.ts";
import type { Spot } from "../monitors/reset-watch.ts";
import {
  ADMISSION_PORT,
  DENIED_PORT,
  PROOF_PORT,
  type ProofPlan,
  type TesterPlace,
} from "../proof-config.ts";
import { ftpServerCommand } from "./ftp-server.ts";
import { makeTesterHost, type TesterHost } from "./tester-host.ts";
import { startTester, type Tester } from "./tester-process.ts";
import type { TesterCommand, TesterReport } from "./tester/protocol.ts";

/**
 * The testers of one side. What is paced to the millisecond has a process of its own, so that
 * hundreds of connections cannot delay it.
 */
export interface TesterSide {
  readonly place: TesterPlace;
  /** Datagrams, ping, FTP and new connections. */
  readonly paced: Tester;
  /** TCP connections. */
  readonly bulk: Tester;
}

/** Both sides' testers, ready to hold flows. */
export interface TesterPair {
  readonly client: TesterSide;
  readonly server: TesterSide;
  all(command: Exclude<TesterCommand, { do: "report" }>): Promise<void>;
  /** Resets that reached either side. */
  resets(): readonly Spot[];
  reports(): Promise<{
    readonly paced: readonly TesterReport[];
    readonly bulk: readonly TesterReport[];
  }>;
  end(): Promise<void>;
}

/** Starts them. The server knows the way back to the client's network only when nothing hides it. */
export async function startTesterPair(
  lab: Namespace,
  proof: ProofPlan,
  log: string,
): Promise<TesterPair> {
  const clients = subnetOfAddress(proof.client.address);
  const back = proof.mode === "routed" && clients !== undefined ? [formatBlock(clients)] : [];
  const hosts: TesterHost[] = [];
  const end = async (): Promise<void> => void (await Promise.all(hosts.map((host) => host.end())));
  const side = async (place: TesterPlace, routes: readonly string[]): Promise<TesterSide> => {
    const host = await makeTesterHost(lab, place, routes, log);
    hosts.push(host);
    const own = {
      place,
      paced: startTester(host, "paced", true),
      bulk: startTester(host, "bulk", false),
    };
    await listenEverywhere(own);
    return own;
  };
  try {
    const client = await side(proof.client, ["default"]);
    const server = await side(proof.server, [...back, ...proof.furtherVips]);
    for (const port of proof.nat.clientPorts) await listenTo(client, port);
    for (const port of proof.nat.serverPorts) await listenTo(server, port);
    await answerUntranslated(hosts.at(-1), proof);
    await Promise.all(hosts.map(startFtp));
    const paced = [client.paced, server.paced];
    const bulk = [client.bulk, server.bulk];
    const report = (testers: readonly Tester[]): Promise<readonly TesterReport[]> =>
      Promise.all(testers.map((tester) => tester.report()));
    return {
      client,
      server,
      async all(command) {
        await Promise.all([...paced, ...bulk].map((tester) => tester.tell(command)));
      },
      resets: () => hosts.flatMap((host) => host.resets()),
      reports: async () => ({ paced: await report(paced), bulk: await report(bulk) }),
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function listenTo({ place, bulk }: TesterSide, port: number): Promise<void> {
  await bulk.tell({ do: "listen", protocol: "tcp", host: bareAddress(place.address), port });
}

const UNTRANSLATED_TABLE = "7";

/**
 * The server knows the way back to the client for what is exempt from translation alone: anything
 * else that comes untranslated is lost, as it would be on the Internet.
 */
async function answerUntranslated(server: TesterHost | undefined, proof: ProofPlan): Promise<void> {
  const { exemptPort } = proof.nat;
  const clients = subnetOfAddress(proof.client.address);
  if (server === undefined || exemptPort === undefined || clients === undefined) return;
  const [ip, ...batch] = server.inside(["ip", "-batch", "-"]);
  const table = `table ${UNTRANSLATED_TABLE}`;
  const input = [
    `route add ${formatBlock(clients)} via ${proof.server.gateway} ${table}`,
    `rule add ipproto tcp sport ${exemptPort} ${table}`,
  ];
  await execa(ip, batch, { input: `${input.join("\n")}\n` });
}

async function listenEverywhere({ place, paced, bulk }: TesterSide): Promise<void> {
  const host = bareAddress(place.address);
  await bulk.tell({ do: "listen", protocol: "tcp", host, port: PROOF_PORT });
  await paced.tell({ do: "listen", protocol: "udp", host, port: PROOF_PORT });
  for (const port of [ADMISSION_PORT, DENIED_PORT]) {
    await paced.tell({ do: "listen", protocol: "tcp", host, port });
  }
}

const FTP_START_MS = 5_000;

/** The FTP server ends with the tester's namespace. */
async function startFtp(server: TesterHost): Promise<void> {
  const host = bareAddress(server.place.address);
  const [file, ...args] = server.inside(ftpServerCommand(host));
  spawn(file, args, { stdio: "ignore", cwd: "/" }).unref();
  const [ss, ...listening] = server.inside(["ss", "-Hltn", "sport", "=", ":21"]);
  await waitUntil(async () => (await execa(ss, listening)).stdout !== "", {
    what: "the tester's FTP server listens",
    timeoutMs: FTP_START_MS,
  });
}
