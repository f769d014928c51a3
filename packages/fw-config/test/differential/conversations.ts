import type { Evaluation } from "../../src/policy/evaluation.ts";
import { aboutConnection } from "./about-connection.ts";
import { announced } from "./announced.ts";
import { expectedArrivals, replyArrivals } from "./expected.ts";
import { offsets, type Asked, type Begun, type FollowUp } from "./follow-up.ts";
import { outOfPlace } from "./out-of-place.ts";
import type { NumberedPacket } from "./random-packet.ts";

/** SYN and the ten bytes that the lab sends behind every header. */
const segmentLength = 11;

const echoReplies: ReadonlyMap<string, number> = new Map([
  ["1 8", 0],
  ["58 128", 129],
]);

/** Whether somebody would answer it. */
export function isAnswered({ protocol, tcpFlags, icmpType }: NumberedPacket): boolean {
  if (protocol === 6) return tcpFlags.length === 1 && tcpFlags[0] === "syn";
  return protocol === 17 || echoReplies.has(`${protocol} ${icmpType}`);
}

/** The type of the answer to an echo request. */
export function echoReplyTo({ protocol, icmpType }: NumberedPacket): number {
  return echoReplies.get(`${protocol} ${icmpType}`) ?? 0;
}

function replyTo(first: NumberedPacket, { nat, outInterface }: Evaluation): NumberedPacket {
  const from = nat?.destination?.to ?? { address: first.destination };
  const to = nat?.source?.to ?? { address: first.source };
  const { protocol, id } = first;
  return {
    ...first,
    id: id + offsets.reply,
    interface: outInterface ?? "",
    source: from.address,
    destination: to.address,
    sourcePort: from.port ?? first.destinationPort,
    destinationPort: to.port ?? first.sourcePort,
    icmpType: echoReplyTo(first),
    identifier: id,
    tcpFlags: protocol === 6 ? ["syn", "ack"] : [],
    acknowledged: id * 256 + segmentLength,
    hopLimit: 64,
  };
}

function nextAfter(first: NumberedPacket): NumberedPacket {
  const { id, protocol } = first;
  return {
    ...first,
    id: id + offsets.next,
    identifier: id,
    tcpFlags: protocol === 6 ? ["ack"] : [],
    sequence: id * 256 + segmentLength,
    acknowledged: (id + offsets.reply) * 256 + segmentLength,
    hopLimit: 64,
  };
}

function begunBy(first: NumberedPacket, { evaluate, locate }: Asked): readonly Begun[] {
  const evaluation = evaluate(first);
  const { kind, local, interface: home } = locate(first.source);
  if (evaluation.verdict !== "accept" || evaluation.local || !isAnswered(first)) return [];
  if (kind !== "unicast" || local || home === undefined) return [];
  return [{ first, evaluation, reply: replyTo(first, evaluation), next: nextAfter(first) }];
}

/**
 * The answer and the next packet. The question to `evaluate` about an answer names the ends as they
 * are behind the translation, which connection tracking undoes before the forward chain.
 */
function continued({ first, reply, next }: Begun, { evaluate }: Asked): readonly FollowUp[] {
  const known = { connection: "established" } as const;
  const answered = evaluate({ ...reply, destination: first.source }, known);
  const evaluation = evaluate(next, known);
  return [
    {
      kind: "reply",
      packet: reply,
      evaluation: answered,
      arrivals: replyArrivals(first, answered),
    },
    {
      kind: "established",
      packet: next,
      evaluation,
      arrivals: expectedArrivals(next, evaluation),
    },
  ];
}

/** What follows every accepted connection that passes the firewall, in the order of sending. */
export function followUps(packets: readonly NumberedPacket[], asked: Asked): readonly FollowUp[] {
  return packets
    .flatMap((first) => begunBy(first, asked))
    .flatMap((begun) =>
      [
        ...continued(begun, asked),
        ...aboutConnection(begun, asked),
        ...outOfPlace(begun, asked),
        ...announced(begun, asked),
      ].map((found) => ({ ...found, ...(begun.evaluation.nat && { nat: begun.evaluation.nat }) })),
    );
}
