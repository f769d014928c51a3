import type { Family } from "../address/ip.ts";
import { familyBlocks } from "../model/address-match.ts";
import { familiesOf, inOrder } from "../model/firewall-facts.ts";
import type { AddressMatch, Model } from "../model/types.ts";
import { readByHelpers } from "../services/port-service.ts";
import { portText } from "../services/port-text.ts";
import type { ServiceMatch } from "../services/types.ts";
import { serviceMatches, setName } from "./matches.ts";
import type { NamedSet } from "./types.ts";

function addressSet(name: string, family: Family, elements: readonly string[]): NamedSet {
  const set = { kind: "set", name, type: `ipv${family}_addr`, elements } as const;
  const intervals = elements.some((element) => element.includes("/"));
  return intervals ? { ...set, flags: ["interval"] } : set;
}

/** The address sets that entries use, each once, by name. */
function namedMatches(
  matches: readonly (AddressMatch | undefined)[],
): readonly (readonly [string, AddressMatch])[] {
  const named = matches.flatMap((match): readonly (readonly [string, AddressMatch])[] =>
    match?.set === undefined ? [] : [[match.set, match]],
  );
  return [...new Map(named)].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The address sets of some entries, one of each family that a set has. */
function namedSets(
  model: Model,
  matches: readonly (AddressMatch | undefined)[],
): readonly NamedSet[] {
  const families = inOrder(familiesOf(model));
  return namedMatches(matches).flatMap(([name, match]) =>
    families.flatMap((family) => {
      const own = familyBlocks(match, family);
      return own.length === 0 ? [] : [addressSet(setName(name, family), family, own)];
    }),
  );
}

/** The address sets of the translations' table. */
export function natAddressSets(model: Model): readonly NamedSet[] {
  const matches = model.sourceNat.flatMap(({ source, destination }) => [source, destination]);
  return namedSets(model, matches);
}

/** The virtual addresses, and the address sets that rules use. */
export function addressSets(model: Model): readonly NamedSet[] {
  const { vips } = model.ha;
  const families = inOrder(familiesOf(model));
  return [
    ...families.flatMap((family) => {
      const own = vips.filter((vip) => vip.family === family).map((vip) => vip.address);
      return own.length === 0 ? [] : [addressSet(`vips_v${family}`, family, own)];
    }),
    ...namedSets(model, [
      ...model.rules.flatMap((rule) => [rule.source, rule.destination]),
      ...model.management.map((rule) => rule.source),
    ]),
  ];
}

/** Services that stand together in a rule of the ruleset. */
type ServiceGroup = readonly ServiceMatch[];

/** The groups of the filter's table. */
export function filterGroups(model: Model): readonly ServiceGroup[] {
  const { rules, management, destinationNat } = model;
  // Many rules share one list of services.
  const shared = [...new Set(rules.map((rule) => rule.services ?? []))];
  const single = readByHelpers([...shared.flat(), ...destinationNat.map(({ service }) => service)]);
  return [
    ...shared,
    ...management.map((rule) => rule.services),
    // A helper is given to one service at a time.
    ...single.map((service) => [service]),
  ];
}

/** The groups of the translations' table: a set belongs to its table. */
export function natGroups(model: Model): readonly ServiceGroup[] {
  return [
    ...model.destinationNat.flatMap(({ service }) => (service === undefined ? [] : [[service]])),
    ...model.sourceNat.map(({ services = [] }) => services),
  ];
}

/**
 * Ports that rules share. Named sets load in linear time, where the anonymous sets of ten
 * thousand rules took the kernel fifteen seconds to number.
 */
export function portSets(groups: readonly ServiceGroup[]): readonly NamedSet[] {
  const lists = groups.flatMap((group) =>
    serviceMatches(group).flatMap(({ matches: [match] }) =>
      match?.field === "dport" && match.ports.length > 1 ? [match] : [],
    ),
  );
  const byName = new Map(lists.map(({ set, ports }) => [set, ports]));
  return [...byName]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, ports]): NamedSet => {
      const set = {
        kind: "set",
        name,
        type: "inet_service",
        elements: ports.map(portText),
      } as const;
      return ports.some(({ low, high }) => low < high) ? { ...set, flags: ["interval"] } : set;
    });
}
