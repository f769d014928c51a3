import type { Evaluation } from "../../src/policy/evaluation.ts";
import { hasPorts } from "../../src/policy/packet.ts";
import type { Answer, Arrival } from "./lab.ts";
import type { NumberedPacket } from "./random-packet.ts";

/** Where a packet must come out by its evaluation. */
export function expectedArrivals(
  packet: NumberedPacket,
  evaluation: Evaluation,
): readonly Arrival[] {
  if (evaluation.verdict !== "accept") return [];
  if (evaluation.local) return [{ interface: "local" }];
  const { nat, outInterface = "" } = evaluation;
  const arrival = {
    interface: outInterface,
    source: nat?.source?.to.address ?? packet.source,
    destination: nat?.destination?.to.address ?? packet.destination,
    hopLimit: evaluation.own ? packet.hopLimit : packet.hopLimit - 1,
  };
  if (!hasPorts(packet.protocol)) return [arrival];
  const sourcePort = nat?.source?.to.port ?? packet.sourcePort;
  const destinationPort = nat?.destination?.to.port ?? packet.destinationPort;
  return [{ ...arrival, sourcePort, destinationPort }];
}

/** The client sees the answer come from where it asked, whatever stands behind that. */
export function replyArrivals(first: NumberedPacket, evaluation: Evaluation): readonly Arrival[] {
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

/** Undefined when the kernel itself may answer: from its own stack, or about a dead end. */
export function expectedAnswers(
  evaluation: Evaluation,
  back: string | undefined,
): readonly Answer[] | undefined {
  const decided = evaluation.path.at(-1);
  if (evaluation.local || decided?.chain === undefined) return undefined;
  const { answer } = evaluation;
  return back === undefined || answer === undefined ? [] : [{ interface: back, kind: answer }];
}

/**
 * A router tells the sender of an IPv6 packet that goes back to its link of the shorter way, before
 * the ruleset sees the packet; there is no setting for it.
 */
export function isRedirect(
  packet: NumberedPacket,
  evaluation: Evaluation,
  answer: Answer,
): boolean {
  return answer.kind === "icmp 137/0" && evaluation.outInterface === packet.interface;
}

/**
 * A kernel answers only what has a right checksum, and one that no longer knows DCCP (6.18 does
 * not) takes the right checksum of DCCP over IPv4, which covers addresses, for a wrong one, and
 * leaves that of DCCP over IPv6 as it was when it translates an address.
 */
export function mayStayUnanswered(
  { protocol, source }: NumberedPacket,
  { nat }: Evaluation,
): boolean {
  return protocol === 33 && (!source.includes(":") || nat !== undefined);
}
