import type { FollowUp } from "../follow-up.ts";
import type { Talk } from "./talk.ts";

/** Opcode 1: a client asks for a file (RFC 1350). */
export const readRequest = "\u0000\u0001";

/** The server answers from a port that nobody knows. */
export function tftp(talk: Talk): readonly FollowUp[] {
  const { first, reply } = talk.begun;
  if (first.text !== readRequest) return [];
  const ports = { sourcePort: 33_000 + first.id, destinationPort: reply.destinationPort };
  return [talk.towardsClient({ protocol: 17, ...ports })];
}
