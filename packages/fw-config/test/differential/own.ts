import type { Node } from "../../src/index.ts";
import type { Evaluator } from "../../src/policy/evaluate.ts";
import { hasPorts, type Packet } from "../../src/policy/packet.ts";
import { errorAbout } from "./about-connection.ts";
import { isAnswered } from "./conversations.ts";
import { expectedArrivals } from "./expected.ts";
import { offsets, type Asked, type FollowUp } from "./follow-up.ts";
import type { NumberedPacket } from "./random-packet.ts";

function withoutInterface(packet: NumberedPacket): Packet {
  const question: { -readonly [K in keyof Packet]: Packet[K] } = { ...packet };
  delete question.interface;
  return question;
}

/** The error that comes back about what the firewall sent, where tracking knows that. */
function errorsAbout({ packet, evaluation }: FollowUp, evaluate: Evaluator): readonly FollowUp[] {
  const { verdict, local, connection, outInterface } = evaluation;
  if (verdict !== "accept" || local || outInterface === undefined) return [];
  if (connection !== "new" || !isAnswered(packet)) return [];
  const id = packet.id - offsets.own + offsets.ownErrors;
  const error = errorAbout({ ...packet, identifier: packet.id }, outInterface, id);
  const answered = evaluate(error, { connection: "related" });
  const arrivals = expectedArrivals(error, answered);
  return [{ kind: "error about its own", packet: error, evaluation: answered, arrivals }];
}

/**
 * Whether a translated connection has the ends that this one would have. Without ports the kernel
 * cannot tell the two apart, and drops the later one.
 */
function isTaken(first: NumberedPacket, source: string, evaluate: Evaluator): boolean {
  if (hasPorts(first.protocol) || isAnswered(first)) return false;
  return evaluate(first).nat?.source?.to.address === source;
}

/**
 * What the firewall itself sends to where the others went, from each of its addresses in turn. They
 * come in by no interface, and need a neighbour: nothing answers for a group or a link.
 */
export function ownPackets(
  node: Node,
  vips: readonly string[],
  packets: readonly NumberedPacket[],
  { evaluate, locate }: Asked,
): readonly FollowUp[] {
  const real = node.interfaces.flatMap(({ addresses }) =>
    addresses.map((text) => text.split("/")[0] ?? ""),
  );
  return packets.flatMap((first, i): readonly FollowUp[] => {
    const place = locate(first.destination);
    if (place.kind !== "unicast") return [];
    const sources = [...vips, ...real].filter((text) => locate(text).family === place.family);
    const source = sources[i % sources.length];
    if (source === undefined || isTaken(first, source, evaluate)) return [];
    const own = { source, id: first.id + offsets.own, sourcePort: 40_000 + first.id };
    const packet = { ...first, ...own, interface: "" };
    const evaluation = evaluate(withoutInterface(packet));
    const arrivals = expectedArrivals(packet, evaluation);
    const sent: FollowUp = { kind: "own", packet, evaluation, arrivals };
    return [sent, ...errorsAbout(sent, evaluate)];
  });
}
