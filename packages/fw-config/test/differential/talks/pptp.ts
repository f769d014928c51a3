import type { FollowUp } from "../follow-up.ts";
import type { Talk } from "./talk.ts";

/** A control message (RFC 2637, 2), filled up with zeros. */
function control(type: number, length: number, fields: readonly number[] = []): string {
  const words = [length, 1, 0x1a2b, 0x3c4d, type, 0, ...fields];
  const bytes = words.flatMap((word) => [word >> 8, word & 255]);
  return String.fromCharCode(...bytes, ...Array.from({ length: length - bytes.length }, () => 0));
}

const accepted = 0x0100;

/** GRE of version 1 carries the number that its receiver has given to the call (RFC 2637, 4). */
function gre(call: number): { readonly protocol: 47; readonly greCall: number } {
  return { protocol: 47, greCall: call };
}

/**
 * Either end may be the first to send: what the other sends then is the answer. Behind source NAT the
 * helper calls the client's end by the client's port, which is its number here anyway.
 */
export function pptp(talk: Talk): readonly FollowUp[] {
  const { first, reply } = talk.begun;
  const calls = { client: reply.destinationPort, server: 7000 + first.id };
  const [request, called] = [156, 32];
  return [
    talk.fromClient(control(1, request, [0x0100])),
    talk.fromServer(control(2, request, [0x0100, accepted]), request),
    talk.fromClient(control(7, 168, [calls.client]), request),
    talk.fromServer(control(8, called, [calls.server, calls.client, accepted]), request * 2),
    first.id % 2 === 0
      ? talk.towardsClient(gre(calls.client))
      : talk.towardsServer(gre(calls.server)),
  ];
}
