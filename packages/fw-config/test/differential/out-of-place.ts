import { hasPorts } from "../../src/policy/packet.ts";
import { errorAbout } from "./about-connection.ts";
import { expectedArrivals } from "./expected.ts";
import { offsets, type Asked, type Begun, type FollowUp } from "./follow-up.ts";
import type { NumberedPacket } from "./random-packet.ts";

/** Half of all sequence numbers away from where the connection is. */
const farAway = 2 ** 31;

/** Packets from the server's side that belong to no connection, though they look like it. */
function strays({ first, reply }: Begun): readonly NumberedPacket[] {
  const id = first.id + offsets.invalid;
  if (first.protocol === 6) {
    const unknown = { ...reply, tcpFlags: ["ack"], sourcePort: reply.sourcePort ^ 1 } as const;
    return [
      { ...reply, id, tcpFlags: [] },
      { ...reply, id: id + 10_000, tcpFlags: ["syn", "rst"] },
      { ...unknown, id: id + 20_000 },
    ];
  }
  return hasPorts(first.protocol) ? [] : [{ ...reply, id, identifier: first.id + 1000 }];
}

/** An error about a packet that the server never received from there. */
function errorAboutNothing({ first, reply }: Begun): NumberedPacket {
  const never = {
    ...first,
    source: reply.destination,
    destination: reply.source,
    sourcePort: reply.destinationPort - 10_000,
    destinationPort: reply.sourcePort,
    identifier: first.id + 2000,
  };
  return errorAbout(never, reply.interface, first.id + offsets.errorAboutNothing);
}

/**
 * What connection tracking calls invalid in the middle of a conversation: flags that no segment has,
 * a segment of another connection, the answer to a query that nobody sent, an error about nothing. A
 * segment outside of the window is no such packet: the copies that the peer has know no window.
 */
export function outOfPlace(begun: Begun, { evaluate }: Asked): readonly FollowUp[] {
  const ask = (kind: string, packet: NumberedPacket, state = {}): FollowUp => {
    const evaluation = evaluate(packet, state);
    return { kind, packet, evaluation, arrivals: expectedArrivals(packet, evaluation) };
  };
  const { next } = begun;
  const far = {
    ...next,
    id: begun.first.id + offsets.invalid + 30_000,
    sequence: ((next.sequence ?? 0) + farAway) % 2 ** 32,
  };
  return [
    ...strays(begun).map((packet) => ask("invalid", packet)),
    ask("error about nothing", errorAboutNothing(begun)),
    ...(next.protocol === 6 ? [ask("outside the window", far, { connection: "established" })] : []),
  ];
}
