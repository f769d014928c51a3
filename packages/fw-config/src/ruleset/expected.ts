import {
  askedAsClient,
  hasRivals,
  isAtSeveralVips,
  hasSourceNat,
} from "../model/forwarded-servers.ts";
import type { DestinationNat, Model } from "../model/types.ts";
import { helperOf } from "../services/port-service.ts";
import { counter } from "./statements.ts";
import type { ChainRule, Match } from "./types.ts";

/** Several forwarded ports of one host with one helper ask for one rule. */
function distinct(rules: readonly ChainRule[]): readonly ChainRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

function announcedBy(helper: string): readonly Match[] {
  return [
    { field: "ct state", state: "related" },
    { field: "ct helper", helper },
  ];
}

/**
 * The connections that a helper announces for a translated one (FTP's data). The kernel translates
 * them like their master, but the copy of an expectation that conntrackd gives to the peer has lost
 * that: after a failover they would end at the virtual address. Where one host alone is behind it
 * with that helper, there is no doubt where they belong.
 */
export function expectedAtVips(entries: readonly DestinationNat[]): readonly ChainRule[] {
  const rules = entries.flatMap((entry): readonly ChainRule[] => {
    const { family, vip, host } = entry;
    const helper = helperOf(entry.service);
    if (helper === undefined) return [];
    if (hasRivals(entries, entry)) return [];
    return [
      {
        matches: [
          { field: "iifname", names: [entry.interface] },
          { field: "daddr", family, blocks: [vip] },
          ...announcedBy(helper),
        ],
        statements: [counter, { do: "dnat", family, address: host }],
      },
    ];
  });
  return distinct(rules);
}

/**
 * The connections that a forwarded server opens because a session announced them (active FTP). They
 * leave with the virtual address that the client asked, for which the copy of an expectation does
 * not suffice either. Source NAT of the server's network does it anyhow. What the server asks as a
 * client looks the same, and must keep its address: where that may be anybody, the rule is left out.
 */
export function expectedOutward(model: Model): readonly ChainRule[] {
  const rules = model.destinationNat.flatMap((entry): readonly ChainRule[] => {
    const { family, vip, host } = entry;
    const helper = helperOf(entry.service);
    const blocks = helper === undefined ? undefined : knownServer(model, entry, helper);
    if (helper === undefined || blocks === undefined) return [];
    const others: Match = { field: "daddr", family, blocks, negated: true };
    return [
      {
        matches: [
          { field: "oifname", names: [entry.interface] },
          { field: "saddr", family, blocks: [host] },
          ...(blocks.length === 0 ? [] : [others]),
          ...announcedBy(helper),
        ],
        statements: [counter, { do: "snat", family, address: vip }],
      },
    ];
  });
  return distinct(rules);
}

/** Whom a server asks as a client, when the rest that it opens is known to be a server's. */
function knownServer(
  model: Model,
  entry: DestinationNat,
  helper: string,
): readonly string[] | undefined {
  if (hasSourceNat(model, entry) || isAtSeveralVips(model, entry)) return undefined;
  return askedAsClient(model, entry, helper);
}
