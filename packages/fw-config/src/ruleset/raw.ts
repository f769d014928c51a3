import { usesFamily } from "../model/firewall-facts.ts";
import type { Model, Node } from "../model/types.ts";
import { advertsOfPeer, anyAdvert, syncOfPeer, syncPort } from "./peer.ts";
import { accepting, counter, dropping, log } from "./statements.ts";
import type { Chain, ChainRule, Match, Statement } from "./types.ts";

/** A host that has no address yet speaks to its link: it asks for one, or whether one is free. */
const withoutAddress: Readonly<Record<4 | 6, ChainRule>> = {
  4: accepting(
    { field: "saddr", family: 4, blocks: ["0.0.0.0"] },
    { field: "daddr", family: 4, blocks: ["224.0.0.0/24", "255.255.255.255"] },
  ),
  6: accepting(
    { field: "saddr", family: 6, blocks: ["::"] },
    { field: "icmp type", family: 6, types: ["nd-neighbor-solicit"] },
  ),
};

const noRouteBack: Match = { field: "fib saddr . iif oif missing" };

/** Sources that no host has, and those that no route leads back to. */
function antiSpoofing(model: Model): readonly (ChainRule | string)[] {
  if (!model.antiSpoofing) return [];
  return [
    withoutAddress[4],
    ...(usesFamily(model, 6) ? [withoutAddress[6]] : []),
    "The address of all hosts or of a group is no host's own.",
    // The broadcast address of a link is routed to it, and a default route leads to any group: the
    // look-up of the way back would let both pass. 0.0.0.0 counts as broadcast here.
    dropping({ field: "fib saddr type", types: ["broadcast", "multicast"] }),
    "No route leads back to the source over the interface.",
    { matches: [noRouteBack], statements: [log("spoofed")] },
    dropping(noRouteBack),
  ];
}

const notrack: readonly Statement[] = [counter, { do: "notrack" }];

/**
 * The chains before connection tracking. Advertisements and state sync are not tracked: when the
 * conntrack table is full, tracked ones would be lost and both firewalls become primary.
 */
export function rawChains(model: Model, node: Node): readonly Chain[] {
  const ofPeer = [...advertsOfPeer(model, node), ...syncOfPeer(model, node)];
  return [
    {
      kind: "chain",
      name: "untracked-in",
      hook: { type: "filter", hook: "prerouting", priority: "raw", policy: "accept" },
      body: [
        accepting({ field: "iifname", names: ["lo"] }),
        ...ofPeer.map((matches) => ({
          matches,
          statements: [...notrack, { do: "accept" } as const],
        })),
        ...antiSpoofing(model),
      ],
    },
    {
      kind: "chain",
      name: "untracked-out",
      hook: { type: "filter", hook: "output", priority: "raw", policy: "accept" },
      body: [
        { matches: [anyAdvert], statements: notrack },
        ...model.ha.syncLinks.map((link) => ({
          matches: [{ field: "oifname", names: [link.interface] } as const, syncPort(link.port)],
          statements: notrack,
        })),
      ],
    },
  ];
}
