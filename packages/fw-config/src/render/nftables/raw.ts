import { usesFamily } from "../../model/firewall-facts.ts";
import type { Model, Node } from "../../model/types.ts";
import { block, type Line } from "../lines.ts";
import { syncFromPeer, vrrpFromPeer } from "./peer.ts";
import { logStatement } from "./verdict.ts";

/** A host that has no address yet speaks to its link: it asks for one, or whether one is free. */
export const withoutAddress: Readonly<Record<4 | 6, string>> = {
  4: "ip saddr 0.0.0.0 ip daddr { 224.0.0.0/24, 255.255.255.255 } counter accept",
  6: "ip6 saddr :: icmpv6 type nd-neighbor-solicit counter accept",
};

/**
 * The broadcast address of a link is routed to it, and a default route leads to any group: the
 * look-up of the way back would let both pass. 0.0.0.0 counts as broadcast here.
 */
export const nobodysSource: string = "fib saddr type { broadcast, multicast } counter drop";

/** Sources that no host has, and those that no route leads back to. */
function antiSpoofing(model: Model): readonly string[] {
  if (!model.antiSpoofing) return [];
  return [
    withoutAddress[4],
    ...(usesFamily(model, 6) ? [withoutAddress[6]] : []),
    "# The address of all hosts or of a group is no host's own.",
    nobodysSource,
    "# No route leads back to the source over the interface.",
    `fib saddr . iif oif missing ${logStatement("spoofed")}`,
    "fib saddr . iif oif missing counter drop",
  ];
}

/** The adverts that the firewall sends itself. */
export const ownAdverts: string = "meta l4proto vrrp counter notrack";

/** What it sends to its peer, link by link. */
export function ownSync(model: Model): readonly string[] {
  return model.ha.syncLinks.map(
    (link) => `oifname "${link.interface}" udp dport ${link.port} counter notrack`,
  );
}

/**
 * The chains before connection tracking. Adverts and state sync are not tracked: when the table
 * of connections is full, tracked adverts would be lost and both firewalls become primary.
 */
export function rawChains(model: Model, node: Node): readonly Line[] {
  return [
    ...block("chain untracked-in", [
      "type filter hook prerouting priority raw; policy accept;",
      'iifname "lo" counter accept',
      ...vrrpFromPeer(model, node).map((match) => `${match} counter notrack accept`),
      ...syncFromPeer(model, node).map((match) => `${match} counter notrack accept`),
      ...antiSpoofing(model),
    ]),
    "",
    ...block("chain untracked-out", [
      "type filter hook output priority raw; policy accept;",
      ownAdverts,
      ...ownSync(model),
    ]),
  ];
}
