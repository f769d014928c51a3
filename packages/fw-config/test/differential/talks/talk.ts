import type { FirewallState } from "../../../src/policy/packet.ts";
import { expectedArrivals, replyArrivals } from "../expected.ts";
import { offsets, type Asked, type Begun, type FollowUp } from "../follow-up.ts";
import type { NumberedPacket } from "../random-packet.ts";

/** The mark of the lab and the end of its line, behind the text. */
export const markLength = 11;

const known = { connection: "established" } as const;

/** A talk that a helper reads, and the connections that it announces. */
export class Talk {
  readonly begun: Begun;
  private readonly asked: Asked;
  private readonly helper: string;
  private id: number;

  constructor(helper: string, begun: Begun, asked: Asked) {
    this.helper = helper;
    this.begun = begun;
    this.asked = asked;
    this.id = offsets.session + begun.first.id * 10;
  }

  /** What a client says next, in a connection that the server has answered. */
  fromClient(text: string, after: number = 0): FollowUp {
    const { next, first } = this.begun;
    const sequence = (next.sequence ?? first.id * 256) + 10 + after;
    const packet = { ...next, sequence, text, ...this.segment(next) };
    const evaluation = this.asked.evaluate(packet, known);
    return this.followUp("message", packet, evaluation, expectedArrivals(packet, evaluation));
  }

  /** What a server says next. */
  fromServer(text: string, after: number = 0): FollowUp {
    const { reply, first } = this.begun;
    const sequence = reply.id * 256 + 11 + after;
    const packet = { ...reply, sequence, text, ...this.segment(reply) };
    // The question names the ends as they are behind the translation.
    const evaluation = this.asked.evaluate({ ...packet, destination: first.source }, known);
    return this.followUp("message", packet, evaluation, replyArrivals(first, evaluation));
  }

  /** What comes from the server's side, to where the client's packets seem to come from. */
  towardsClient(ends: Partial<NumberedPacket>): FollowUp {
    const { interface: name, source, destination } = this.begun.reply;
    return this.announced("to the client", { interface: name, source, destination, ...ends });
  }

  /** What the client's side sends to where it asked. */
  towardsServer(ends: Partial<NumberedPacket>): FollowUp {
    const { interface: name, source, destination } = this.begun.first;
    return this.announced("to the server", { interface: name, source, destination, ...ends });
  }

  /** What nothing has announced. */
  stranger(packet: NumberedPacket, kind: string): FollowUp {
    const evaluation = this.asked.evaluate(packet);
    return this.followUp(kind, packet, evaluation, expectedArrivals(packet, evaluation));
  }

  private segment({ protocol }: NumberedPacket): Partial<NumberedPacket> {
    return protocol === 6 ? { tcpFlags: ["ack"] } : {};
  }

  private announced(
    kind: string,
    ends: Partial<NumberedPacket> & Pick<NumberedPacket, "interface" | "source" | "destination">,
  ): FollowUp {
    const opening = { icmpType: 0, hopLimit: 64, sourcePort: 0, destinationPort: 0, ...ends };
    const { protocol = 6 } = ends;
    const packet: NumberedPacket = {
      ...opening,
      protocol,
      id: 0,
      tcpFlags: protocol === 6 ? ["syn"] : [],
    };
    const state: FirewallState = { master: this.begun.first };
    const evaluation = this.asked.evaluate(packet, state);
    return this.followUp(kind, packet, evaluation, expectedArrivals(packet, evaluation));
  }

  private followUp(
    kind: string,
    packet: NumberedPacket,
    evaluation: FollowUp["evaluation"],
    arrivals: FollowUp["arrivals"],
  ): FollowUp {
    const id = this.id++;
    const suffix = evaluation.verdict === "accept" ? "" : ", dropped";
    const whole = `${this.helper}: ${kind}${suffix}`;
    return { kind: whole, packet: { ...packet, id }, evaluation, arrivals };
  }
}
