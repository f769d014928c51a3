import { familiesOf, usesFamily } from "../model/firewall-facts.ts";
import type { ManagementRule, Model, Node } from "../model/types.ts";
import { addressMatches, combine, serviceMatches } from "./matches.ts";
import { advertsOfPeer, syncOfPeer } from "./peer.ts";
import { accepting, countAndAccept, dropAndLog, dropping } from "./statements.ts";
import type { Chain, ChainRule } from "./types.ts";

/** Neighbour discovery: IPv6 does not work without it (RFC 4890). */
const neighbourDiscovery: ChainRule = accepting(
  { field: "icmp type", family: 6, types: ["nd-neighbor-solicit", "nd-neighbor-advert"] },
  { field: "hop limit", family: 6, value: 255 },
);

/** A switch that snoops forgets who does not answer, neighbour discovery's groups included. */
const multicastListener: ChainRule = accepting(
  { field: "icmp type", family: 6, types: ["mld-listener-query"] },
  { field: "saddr", family: 6, blocks: ["fe80::/10"] },
  { field: "hop limit", family: 6, value: 1 },
);

/** The same for the groups of the state sync; those of VRRP are flooded everywhere (RFC 4541). */
function groupQueries({ ha }: Model): readonly ChainRule[] {
  if (ha.syncTransport === "unicast") return [];
  return ha.syncLinks.map((link) =>
    accepting(
      { field: "iifname", names: [link.interface] },
      { field: "igmp type", type: "membership-query" },
      { field: "hop limit", family: 4, value: 1 },
    ),
  );
}

function managementRules(model: Model, rule: ManagementRule, index: number): readonly ChainRule[] {
  const groups = combine(
    familiesOf(model),
    addressMatches(rule.source, undefined),
    serviceMatches(rule.services),
  );
  return groups.map(({ matches }) => ({
    matches: [{ field: "iifname", names: [rule.interface] } as const, ...matches],
    statements: countAndAccept,
    origin: { list: "firewall.management", index },
    comment: `management from ${rule.from}`,
  }));
}

/** What goes to a virtual address, except ICMP. */
function vipDrops({ ha }: Model): readonly ChainRule[] {
  return ([4, 6] as const).flatMap((family) => {
    const blocks = ha.vips.filter((vip) => vip.family === family).map((vip) => vip.address);
    if (blocks.length === 0) return [];
    const icmp = family === 4 ? "icmp" : "ipv6-icmp";
    return [
      dropping(
        { field: "daddr", family, blocks, set: `vips_v${family}` },
        { field: "l4proto", protocols: [icmp], negated: true },
      ),
    ];
  });
}

/** What may reach the firewall itself. */
export function inputChain(model: Model, node: Node): Chain {
  return {
    kind: "chain",
    name: "input",
    hook: { type: "filter", hook: "input", priority: "filter", policy: "drop" },
    body: [
      accepting({ field: "iifname", names: ["lo"] }),
      "",
      "The peer: adverts and state sync, each from its address on its link.",
      ...[...advertsOfPeer(model, node), ...syncOfPeer(model, node)].map((matches) =>
        accepting(...matches),
      ),
      "",
      accepting({ field: "ct state", state: "established" }),
      dropping({ field: "ct state", state: "invalid" }),
      accepting(
        { field: "l4proto", protocols: ["icmp", "ipv6-icmp"] },
        { field: "ct state", state: "related" },
      ),
      ...(usesFamily(model, 6) ? [neighbourDiscovery, multicastListener] : []),
      ...groupQueries(model),
      "",
      "Never an answer from a virtual address: in the moments before the states are committed",
      "a reset would kill a living connection. Silence makes the sender try again.",
      ...vipDrops(model),
      "",
      ...model.management.flatMap((rule, index) => managementRules(model, rule, index)),
      ...dropAndLog("input"),
    ],
  };
}
