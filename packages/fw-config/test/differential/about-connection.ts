import { expectedArrivals } from "./expected.ts";
import { offsets, type Asked, type Begun, type FollowUp } from "./follow-up.ts";
import type { NumberedPacket } from "./random-packet.ts";

/** "Destination unreachable" of a host about what it received. */
export function errorAbout(about: NumberedPacket, on: string, id: number): NumberedPacket {
  const sixth = about.source.includes(":");
  return {
    id,
    about,
    interface: on,
    source: about.destination,
    destination: about.source,
    protocol: sixth ? 58 : 1,
    icmpType: sixth ? 1 : 3,
    tcpFlags: [],
    hopLimit: 64,
    sourcePort: 0,
    destinationPort: 0,
  };
}

/**
 * The errors that both ends send about what came from the other, and the client's about what it
 * never received. The kernel translates an error like the connection that it is about; the question
 * to `evaluate` names the ends behind the translation.
 */
export function aboutConnection(
  { first, evaluation, reply }: Begun,
  { evaluate }: Asked,
): readonly FollowUp[] {
  const known = { connection: "related" } as const;
  const sent = { ...first, identifier: first.id, source: reply.destination };
  const received = {
    ...sent,
    destination: reply.source,
    sourcePort: reply.destinationPort,
    destinationPort: reply.sourcePort,
  };
  const back = errorAbout(received, reply.interface, first.id + offsets.errors);
  const backwards = evaluate({ ...back, destination: first.source }, known);
  const answer = {
    ...reply,
    source: first.destination,
    destination: first.source,
    sourcePort: first.destinationPort,
    destinationPort: first.sourcePort,
  };
  const forth = errorAbout(answer, first.interface, first.id + offsets.errorsBack);
  const forwards = evaluate({ ...forth, destination: reply.source }, known);
  const [arrivedBack] = expectedArrivals(back, backwards);
  const [arrivedForth] = expectedArrivals(forth, forwards);
  const visible = evaluation.nat?.source?.to.address ?? first.source;
  return [
    {
      kind: "error to the client",
      packet: back,
      evaluation: backwards,
      arrivals:
        arrivedBack === undefined
          ? []
          : [{ ...arrivedBack, source: first.destination, destination: first.source }],
    },
    {
      kind: "error to the server",
      packet: forth,
      evaluation: forwards,
      arrivals:
        arrivedForth === undefined
          ? []
          : [{ ...arrivedForth, source: visible, destination: reply.source }],
    },
  ];
}
