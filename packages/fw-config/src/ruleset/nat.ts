import type { DestinationNat, Model, SourceNat } from "../model/types.ts";
import { expectedAtVips, expectedOutward } from "./expected.ts";
import { addressMatches, combine, serviceMatches } from "./matches.ts";
import { portTarget, shiftMaps } from "./port-shifts.ts";
import { natAddressSets, natGroups, portSets } from "./sets.ts";
import { accept, counter } from "./statements.ts";
import type { ChainRule, Table } from "./types.ts";

/**
 * By the interface that a connection came in by, as the rules of the policy have it: what is behind
 * a router of the network is translated as well, whichever way its route became known. What the
 * firewall sends itself came in by none.
 */
function snatRules(entry: SourceNat): readonly ChainRule[] {
  const { fromInterfaces, interface: name, family, source, destination, services, vip } = entry;
  const asked = combine(
    new Set([family]),
    addressMatches(source, destination),
    serviceMatches(services),
  );
  return asked.map(({ matches }) => ({
    matches: [
      { field: "iifname", names: fromInterfaces },
      { field: "oifname", names: [name] },
      { field: "nfproto", family },
      ...matches,
    ],
    statements: [counter, vip === undefined ? accept : { do: "snat", family, address: vip }],
  }));
}

function dnatRules(entry: DestinationNat, names: readonly string[]): readonly ChainRule[] {
  const { family, host, service } = entry;
  const port = portTarget(entry);
  const target = { do: "dnat", family, address: host } as const;
  const asked = combine(
    new Set([family]),
    [{ matches: [{ field: "daddr", family, blocks: [entry.vip] }] }],
    serviceMatches(service && [service]),
  );
  return asked.map(({ matches }) => ({
    matches: [{ field: "iifname", names }, ...matches],
    statements: [counter, port === undefined ? target : { ...target, port }],
  }));
}

/** Forwardings that differ in the network that the connections come from are one line. */
function forwardings(entries: readonly DestinationNat[]): readonly ChainRule[] {
  const lines = new Map<string, { readonly entry: DestinationNat; readonly names: string[] }>();
  for (const entry of entries) {
    const { from: _from, interface: name, ...same } = entry;
    const line = lines.get(JSON.stringify(same));
    if (line === undefined) lines.set(JSON.stringify(same), { entry, names: [name] });
    else line.names.push(name);
  }
  return [...lines.values()].flatMap(({ entry, names }) => dnatRules(entry, names));
}

/**
 * Address translation. Every address is a virtual one: with the firewall's own (masquerade) the
 * translated connections would die with it.
 */
export function natTable(model: Model): Table<"nat"> | undefined {
  const { sourceNat, destinationNat } = model;
  if (sourceNat.length + destinationNat.length === 0) return undefined;
  return {
    name: "nat",
    items: [
      ...natAddressSets(model),
      ...portSets(natGroups(model)),
      ...shiftMaps(destinationNat),
      {
        kind: "chain",
        name: "prerouting",
        hook: { type: "nat", hook: "prerouting", priority: "dstnat", policy: "accept" },
        body: [...forwardings(destinationNat), ...expectedAtVips(destinationNat)],
      },
      {
        kind: "chain",
        name: "postrouting",
        hook: { type: "nat", hook: "postrouting", priority: "srcnat", policy: "accept" },
        body: [...expectedOutward(model), ...sourceNat.flatMap(snatRules)],
      },
    ],
  };
}
