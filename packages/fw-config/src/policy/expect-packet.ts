import { ArgumentError } from "../arguments/argument-error.ts";
import { expectObject, expectOneOf, expectOptionalText, expectText } from "../arguments/expect.ts";
import type { FirewallState, Packet } from "./packet.ts";

const protocols: readonly unknown[] = [
  "tcp",
  "udp",
  "sctp",
  "dccp",
  "icmp",
] satisfies Packet["protocol"][];

function isProtocol(value: unknown): boolean {
  if (typeof value !== "number") return protocols.includes(value);
  return Number.isInteger(value) && value >= 0 && value <= 255;
}

/** Refuses what is no packet; the addresses are read by what asks for them. */
export function expectPacket(what: string, packet: Packet): void {
  if (typeof packet !== "object" || packet === null) expectObject(what, packet);
  const { source, destination } = packet;
  if (typeof source !== "string") expectText(`${what}.source`, source);
  if (typeof destination !== "string") expectText(`${what}.destination`, destination);
  if (isProtocol(packet.protocol)) return;
  const expected = `one of ${protocols.join(", ")}, or a number from 0 to 255`;
  throw new ArgumentError(`${what}.protocol`, packet.protocol, expected);
}

/** Refuses a firewall or a role that is no word that can be known. */
export function expectRole({ node, role }: Pick<FirewallState, "node" | "role">): void {
  expectOptionalText("evaluate: state.node", node);
  expectOneOf("evaluate: state.role", role, ["primary", "backup"]);
}
