import type { Evaluation } from "../../src/policy/evaluation.ts";
import type { FirewallState } from "../../src/policy/packet.ts";
import { expectedArrivals, replyArrivals } from "./expected.ts";
import { offsets, type Asked, type Begun, type FollowUp } from "./follow-up.ts";
import type { NumberedPacket } from "./random-packet.ts";

/** The mark of the lab and the end of its line, behind the text. */
const markLength = 11;

/** The helper that the ruleset gives to a connection. */
function helperOf({ path }: Evaluation): string | undefined {
  return path
    .filter(({ chain }) => chain === "helpers")
    .flatMap(({ text }) => /ct helper set "(\w+)-/.exec(text)?.[1] ?? [])[0];
}

/** PORT of RFC 959 and EPRT of RFC 2428. */
function announcementOf(address: string, port: number): string {
  if (address.includes(":")) return `EPRT |2|${address}|${port}|\r\n`;
  return `PORT ${address.replaceAll(".", ",")},${port >> 8},${port & 255}\r\n`;
}

/** The answers to PASV and EPSV. */
function passiveOf(address: string, port: number): string {
  if (address.includes(":")) return `229 Entering Extended Passive Mode (|||${port}|)\r\n`;
  return `227 Entering Passive Mode (${address.replaceAll(".", ",")},${port >> 8},${port & 255}).\r\n`;
}

/** Two segments: what ends in a line, and the line that the helper reads. */
function segments(from: NumberedPacket, id: number, text: string): readonly NumberedPacket[] {
  const start = from.sequence ?? from.id * 256;
  const base = { ...from, tcpFlags: ["ack"] } as const;
  return [
    { ...base, id, sequence: start, text: "" },
    { ...base, id: id + 1, sequence: start + markLength, text },
  ];
}

function question(packet: NumberedPacket, state: FirewallState, { evaluate }: Asked): FollowUp {
  const evaluation = evaluate(packet, state);
  return { packet, evaluation, arrivals: expectedArrivals(packet, evaluation) };
}

function ftp(begun: Begun, asked: Asked): readonly FollowUp[] {
  const { first, reply, next } = begun;
  const id = offsets.session + first.id * 10;
  const known = { connection: "established" } as const;
  const ports = { active: 50_000 + first.id, passive: 55_000 + first.id };
  const client = { ...next, sequence: (next.sequence ?? 0) + 10, tcpFlags: ["ack"] } as const;
  const commands = segments(client, id, announcementOf(first.source, ports.active));
  const server = { ...reply, sequence: reply.id * 256 + 11, acknowledged: reply.acknowledged ?? 0 };
  const answers = segments(server, id + 3, passiveOf(reply.source, ports.passive));
  const opening = { protocol: 6, tcpFlags: ["syn"], icmpType: 0, hopLimit: 64 } as const;
  const active: NumberedPacket = {
    ...{ ...opening, id: id + 2, interface: reply.interface, source: reply.source },
    ...{ destination: reply.destination, sourcePort: 20, destinationPort: ports.active },
  };
  const passive: NumberedPacket = {
    ...{ ...opening, id: id + 5, interface: first.interface, source: first.source },
    ...{ destination: first.destination, sourcePort: 45_000 + first.id },
    destinationPort: ports.passive,
  };
  const related = { master: first } as const;
  return [
    ...commands.map((packet) => question(packet, known, asked)),
    question(active, related, asked),
    ...answers.map((packet) => {
      const evaluation = asked.evaluate({ ...packet, destination: first.source }, known);
      return { packet, evaluation, arrivals: replyArrivals(first, evaluation) };
    }),
    question(passive, related, asked),
  ];
}

/** The server of TFTP answers from a port that nobody knows. */
function tftp(begun: Begun, asked: Asked): readonly FollowUp[] {
  const { first, reply } = begun;
  const id = offsets.session + first.id * 10;
  return [question({ ...reply, id, sourcePort: 33_000 + first.id }, { master: first }, asked)];
}

/** Conversations that a helper reads, and the connections that they announce. */
export function announced(begun: Begun, asked: Asked): readonly FollowUp[] {
  const helper = helperOf(begun.evaluation);
  if (helper === "ftp") return ftp(begun, asked);
  return helper === "tftp" && begun.first.text !== undefined ? tftp(begun, asked) : [];
}
