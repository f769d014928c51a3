import { errorAbout } from "./about-connection.ts";
import { echoReplyTo, isAnswered } from "./conversations.ts";
import { expectedArrivals } from "./expected.ts";
import { offsets, type Asked, type FollowUp } from "./follow-up.ts";
import type { NumberedPacket } from "./random-packet.ts";

/** Connections to the firewall itself that are let in and answered. */
export function letIn(
  packets: readonly NumberedPacket[],
  { evaluate, locate }: Asked,
): readonly NumberedPacket[] {
  return packets.filter((packet) => {
    const { verdict, local, connection } = evaluate(packet);
    const [source, destination] = [locate(packet.source), locate(packet.destination)];
    return (
      verdict === "accept" &&
      local &&
      connection === "new" &&
      isAnswered(packet) &&
      source.kind === "unicast" &&
      !source.local &&
      destination.local
    );
  });
}

/** What clients say of the answers of the firewall itself: that they did not arrive. */
export function aboutFirewall(
  packets: readonly NumberedPacket[],
  asked: Asked,
): readonly FollowUp[] {
  return letIn(packets, asked).map((first) => {
    const answer = {
      ...first,
      source: first.destination,
      destination: first.source,
      sourcePort: first.destinationPort,
      destinationPort: first.sourcePort,
      icmpType: echoReplyTo(first),
      identifier: first.id,
    };
    const packet = errorAbout(answer, first.interface, first.id + offsets.firewallErrors);
    const evaluation = asked.evaluate(packet, { connection: "related" });
    const arrivals = expectedArrivals(packet, evaluation);
    return { kind: "error to the firewall", packet, evaluation, arrivals };
  });
}
