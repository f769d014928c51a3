import { familiesOf, usesFamily } from "../../model/firewall-facts.ts";
import type { ManagementRule, Model, Node } from "../../model/types.ts";
import { block, type Line } from "../lines.ts";
import { addressMatches, combine, serviceMatches } from "./match.ts";
import { syncFromPeer, vrrpFromPeer } from "./peer.ts";
import { dropAndLog } from "./verdict.ts";

/** Neighbour discovery: IPv6 does not work without it (RFC 4890). */
export const neighbourDiscovery: string =
  "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } ip6 hoplimit 255 counter accept";

/** Who does not answer is forgotten by a switch that snoops, neighbour discovery's groups included. */
export const multicastListener: string =
  "icmpv6 type mld-listener-query ip6 saddr fe80::/10 ip6 hoplimit 1 counter accept";

/** The same for the groups of the state sync; those of VRRP are flooded everywhere (RFC 4541). */
export function groupQueries(model: Model): readonly string[] {
  if (model.ha.syncTransport === "unicast") return [];
  return model.ha.syncLinks.map(
    (link) => `iifname "${link.interface}" igmp type membership-query ip ttl 1 counter accept`,
  );
}

function managementRule(model: Model, rule: ManagementRule): readonly string[] {
  const matches = combine(
    familiesOf(model),
    addressMatches(rule.source, undefined),
    serviceMatches(rule.services),
  );
  return matches.map(
    ({ expression }) =>
      `iifname "${rule.interface}" ${expression} counter accept comment "management from ${rule.from}"`,
  );
}

function vipDrops(model: Model): readonly Line[] {
  return ([4, 6] as const).flatMap((family) => {
    if (!model.ha.vips.some((vip) => vip.family === family)) return [];
    return family === 4
      ? ["ip daddr @vips_v4 meta l4proto != icmp counter drop"]
      : ["ip6 daddr @vips_v6 meta l4proto != ipv6-icmp counter drop"];
  });
}

/** What may reach the firewall itself. */
export function inputChain(model: Model, node: Node): readonly Line[] {
  return block("chain input", [
    "type filter hook input priority filter; policy drop;",
    'iifname "lo" counter accept',
    "",
    "# The peer: adverts and state sync, each from its address on its link.",
    ...vrrpFromPeer(model, node).map((match) => `${match} counter accept`),
    ...syncFromPeer(model, node).map((match) => `${match} counter accept`),
    "",
    "ct state established counter accept",
    "ct state invalid counter drop",
    "meta l4proto { icmp, ipv6-icmp } ct state related counter accept",
    ...(usesFamily(model, 6) ? [neighbourDiscovery, multicastListener] : []),
    ...groupQueries(model),
    "",
    "# Never an answer from a virtual address: in the moments before the states are committed",
    "# a reset would kill a living connection. Silence makes the sender try again.",
    ...vipDrops(model),
    "",
    ...model.management.flatMap((rule) => managementRule(model, rule)),
    ...dropAndLog("input"),
  ]);
}
