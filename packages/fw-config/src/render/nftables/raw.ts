import type { Model, Node } from "../../model/types.ts";
import { usesFamily } from "../firewall-facts.ts";
import { block, type Line } from "../lines.ts";
import { syncFromPeer, vrrpFromPeer } from "./peer.ts";
import { logStatement } from "./verdict.ts";

/** Sources that no route leads back to. Neighbour discovery has none while an address is tentative. */
function antiSpoofing(model: Model): readonly string[] {
  if (!model.antiSpoofing) return [];
  const tentative = usesFamily(model, 6)
    ? ["ip6 saddr :: icmpv6 type nd-neighbor-solicit counter accept"]
    : [];
  return [
    ...tentative,
    `fib saddr . iif oif missing ${logStatement("spoofed")}`,
    "fib saddr . iif oif missing counter drop",
  ];
}

/**
 * The chains before connection tracking. Adverts and state sync are not tracked: when the table
 * of connections is full, tracked adverts would be lost and both firewalls become primary.
 */
export function rawChains(model: Model, node: Node): readonly Line[] {
  const { syncInterface, syncPort } = model.ha;
  return [
    ...block("chain untracked-in", [
      "type filter hook prerouting priority raw; policy accept;",
      'iifname "lo" counter accept',
      ...vrrpFromPeer(model, node).map((match) => `${match} counter notrack accept`),
      `${syncFromPeer(model, node)} counter notrack accept`,
      ...antiSpoofing(model),
    ]),
    "",
    ...block("chain untracked-out", [
      "type filter hook output priority raw; policy accept;",
      "meta l4proto vrrp counter notrack",
      `oifname "${syncInterface}" udp dport ${syncPort} counter notrack`,
    ]),
  ];
}
