import type { Evaluator } from "../../src/policy/evaluate.ts";
import type { Evaluation } from "../../src/policy/evaluation.ts";
import { hasPorts } from "../../src/policy/packet.ts";
import type { Place } from "../../src/policy/routing.ts";
import { expectedArrivals } from "./expected.ts";
import type { Arrival } from "./lab.ts";
import type { NumberedPacket } from "./random-packet.ts";

/** A later packet of a connection, what `evaluate` says of it, and where it must come out. */
export interface FollowUp {
  readonly packet: NumberedPacket;
  readonly evaluation: Evaluation;
  readonly arrivals: readonly Arrival[];
}

/** Larger than any number of a first packet. */
const replyOffset = 10_000;
const nextOffset = 20_000;

/** SYN and the ten bytes that the lab sends behind every header. */
const segmentLength = 11;

const echoReplies: ReadonlyMap<string, number> = new Map([
  ["1 8", 0],
  ["58 128", 129],
]);

function isAnswered({ protocol, tcpFlags, icmpType }: NumberedPacket): boolean {
  if (protocol === 6) return tcpFlags.length === 1 && tcpFlags[0] === "syn";
  return protocol === 17 || echoReplies.has(`${protocol} ${icmpType}`);
}

function replyTo(first: NumberedPacket, { nat, outInterface }: Evaluation): NumberedPacket {
  const from = nat?.destination?.to ?? { address: first.destination };
  const to = nat?.source?.to ?? { address: first.source };
  const { protocol, icmpType, id } = first;
  return {
    ...first,
    id: id + replyOffset,
    interface: outInterface ?? "",
    source: from.address,
    destination: to.address,
    sourcePort: from.port ?? first.destinationPort,
    destinationPort: to.port ?? first.sourcePort,
    icmpType: echoReplies.get(`${protocol} ${icmpType}`) ?? 0,
    identifier: id,
    tcpFlags: protocol === 6 ? ["syn", "ack"] : [],
    acknowledged: id * 256 + segmentLength,
    hopLimit: 64,
  };
}

/** The client sees the answer come from where it asked, whatever stands behind that. */
function replyArrivals(first: NumberedPacket, evaluation: Evaluation): readonly Arrival[] {
  if (evaluation.verdict !== "accept") return [];
  const arrival = {
    interface: evaluation.outInterface ?? "",
    source: first.destination,
    destination: first.source,
    hopLimit: 63,
  };
  if (!hasPorts(first.protocol)) return [arrival];
  return [{ ...arrival, sourcePort: first.destinationPort, destinationPort: first.sourcePort }];
}

function nextAfter(first: NumberedPacket): NumberedPacket {
  const { id, protocol } = first;
  return {
    ...first,
    id: id + nextOffset,
    identifier: id,
    tcpFlags: protocol === 6 ? ["ack"] : [],
    sequence: id * 256 + segmentLength,
    acknowledged: (id + replyOffset) * 256 + segmentLength,
    hopLimit: 64,
  };
}

/**
 * The answer and the next packet of every accepted connection that passes the firewall. The
 * question to `evaluate` about an answer names the ends as they are behind the translation, which
 * connection tracking undoes before the forward chain.
 */
export function followUps(
  packets: readonly NumberedPacket[],
  evaluate: Evaluator,
  locate: (address: string) => Place,
): readonly FollowUp[] {
  const known = { connection: "established" } as const;
  return packets.flatMap((first): readonly FollowUp[] => {
    const begun = evaluate(first);
    const { kind, local, interface: home } = locate(first.source);
    if (begun.verdict !== "accept" || begun.local || !isAnswered(first)) return [];
    if (kind !== "unicast" || local || home === undefined) return [];
    const reply = replyTo(first, begun);
    const answered = evaluate({ ...reply, destination: first.source }, known);
    const next = nextAfter(first);
    const continued = evaluate(next, known);
    return [
      { packet: reply, evaluation: answered, arrivals: replyArrivals(first, answered) },
      { packet: next, evaluation: continued, arrivals: expectedArrivals(next, continued) },
    ];
  });
}
