import { familyOf } from "../address/interface-address.ts";
import type { Family } from "../address/ip.ts";
import { familyBlocks } from "../model/address-match.ts";
import { familiesOf, inOrder, nodesOfKind } from "../model/firewall-facts.ts";
import type { AddressMatch, Model, Rule } from "../model/types.ts";
import { toRanges, type AddressRange, type Scalar } from "../policy/address-ranges.ts";
import { servicePatterns } from "../policy/service-pattern.ts";
import type { ServiceMatch } from "../services/types.ts";
import type { Box } from "./box.ts";

/** Packets that pass from one network to another: what can be there at all. */
export interface Passage {
  readonly family: Family;
  readonly sources: readonly AddressRange[];
  readonly destinations: readonly AddressRange[];
}

const anyProtocol: AddressRange = { low: 0, high: 255 };
const anyValue: AddressRange = { low: 0, high: 65_535 };
const everything: Readonly<Record<Family, AddressRange>> = {
  4: { low: 0, high: 2 ** 32 - 1 },
  6: { low: 0n, high: (1n << 128n) - 1n },
};

/** A rule with more boxes in one direction than this is not analysed. */
export const maxBoxes: number = 4096;

/** What two lists of ranges share. */
export function intersection(
  a: readonly AddressRange[],
  b: readonly AddressRange[],
): readonly AddressRange[] {
  const common: AddressRange[] = [];
  for (const x of a) {
    for (const y of b) {
      const low = x.low > y.low ? x.low : y.low;
      const high = x.high < y.high ? x.high : y.high;
      if (low <= high) common.push({ low, high });
    }
  }
  return common;
}

/** The neighbour of a value, of its own type. */
function next(value: Scalar, by: 1 | -1): Scalar {
  return typeof value === "bigint" ? value + BigInt(by) : value + by;
}

/** Ranges with others taken out; both lists ascend by their lows. */
export function without(
  ranges: readonly AddressRange[],
  taken: readonly AddressRange[],
): readonly AddressRange[] {
  const pieces: AddressRange[] = [];
  let first = 0;
  for (const { low, high } of ranges) {
    let from = low;
    // What ends before this range ends before the later ones too.
    while ((taken[first]?.high ?? low) < low) first += 1;
    for (let i = first; from <= high; i += 1) {
      const cut = taken[i];
      if (cut === undefined || cut.low > high) {
        pieces.push({ low: from, high });
        break;
      }
      if (cut.low > from) pieces.push({ low: from, high: next(cut.low, -1) });
      // One that lies in another takes nothing more out.
      if (cut.high >= from) from = next(cut.high, 1);
    }
  }
  return pieces;
}

/** What may be routed to a network: its subnets and the routes through it. A superset. */
function routedTo(model: Model, network: string, family: Family): readonly AddressRange[] {
  const entry = model.networks.find(({ name }) => name === network);
  const routes = (nodesOfKind(model, "firewall")[0]?.routes ?? []).filter(
    (route) => route.interface === entry?.firewallInterface && familyOf(route.via) === family,
  );
  if (routes.some(({ destination }) => destination === "default")) return [everything[family]];
  const blocks = [...(entry?.subnets ?? []), ...routes.map(({ destination }) => destination)];
  return toRanges(blocks.filter((block) => familyOf(block) === family));
}

function virtualAddresses(model: Model, family: Family): readonly AddressRange[] {
  const own = model.ha.vips.filter((vip) => vip.family === family);
  return toRanges(own.map(({ address }) => address));
}

/**
 * What can pass between two networks, once a family. Virtual addresses are the firewall's own:
 * what goes to them does not pass.
 */
export function passages(
  model: Model,
  routed: typeof routedTo = routedTo,
): (from: string, to: string) => readonly Passage[] {
  const families = inOrder(familiesOf(model)).map((family) => {
    const virtual = virtualAddresses(model, family);
    const ends = model.networks.map(({ name }) => {
      const behind = routed(model, name, family);
      const sources = model.antiSpoofing ? behind : [everything[family]];
      return [name, { sources, destinations: without(behind, virtual) }] as const;
    });
    return { family, ends: new Map(ends) };
  });
  return (from, to) =>
    families.map(({ family, ends }) => ({
      family,
      sources: ends.get(from)?.sources ?? [],
      destinations: ends.get(to)?.destinations ?? [],
    }));
}

/** What is on no other link of the firewalls: a route to it may be learned that is not written. */
export function notOnOtherLinks(
  model: Model,
  network: string,
  family: Family,
): readonly AddressRange[] {
  const links = model.networks.filter(
    ({ name, firewallInterface }) => name !== network && firewallInterface !== undefined,
  );
  const subnets = links.flatMap(({ subnets: own }) => own);
  const taken = toRanges(subnets.filter((block) => familyOf(block) === family));
  return without([everything[family]], taken);
}

/** What could pass if routes were learned that are not written. */
export function passagesOfAnyRoute(model: Model): (from: string, to: string) => readonly Passage[] {
  return passages(model, notOnOtherLinks);
}

/** What can arrive from a network at the firewall itself, once a family. */
export function arrivals(model: Model): (from: string) => readonly Passage[] {
  const families = inOrder(familiesOf(model));
  return (from) =>
    families.map((family) => ({
      family,
      sources: model.antiSpoofing ? routedTo(model, from, family) : [everything[family]],
      destinations: [everything[family]],
    }));
}

/** Every address outside ascending, disjoint ranges. */
function complement(ranges: readonly AddressRange[], family: Family): readonly AddressRange[] {
  const { low: lowest, high: highest } = everything[family];
  const first = ranges[0]?.low ?? next(highest, 1);
  const gaps = ranges.map(({ high }, i) => ({
    low: next(high, 1),
    high: next(ranges[i + 1]?.low ?? next(highest, 1), -1),
  }));
  return [{ low: lowest, high: next(first, -1) }, ...gaps].filter(({ low, high }) => low <= high);
}

function narrowed(
  ranges: readonly AddressRange[],
  match: AddressMatch | undefined,
  family: Family,
): readonly AddressRange[] {
  if (match === undefined) return ranges;
  const own = toRanges(familyBlocks(match, family));
  return intersection(ranges, match.negated === true ? complement(own, family) : own);
}

/** What the addresses and services of a rule select of a passage; undefined when it is too much. */
export function selectBoxes(
  passage: Passage,
  selection: Pick<Rule, "source" | "destination"> & { readonly services?: readonly ServiceMatch[] },
  most: number = maxBoxes,
): readonly Box[] | undefined {
  const { family } = passage;
  const sources = narrowed(passage.sources, selection.source, family);
  const destinations = narrowed(passage.destinations, selection.destination, family);
  const services = servicePatterns(selection.services).filter(
    (pattern) => pattern.family === undefined || pattern.family === family,
  );
  if (sources.length * destinations.length * services.length > most) return undefined;
  const boxes: Box[] = [];
  for (const { protocols, values } of services) {
    const numbers = protocols?.map((number) => ({ low: number, high: number })) ?? [anyProtocol];
    for (const number of numbers) {
      for (const value of values ?? [anyValue]) {
        for (const source of sources) {
          for (const destination of destinations) {
            boxes.push({ family, sides: [number, value, source, destination] });
          }
        }
      }
    }
  }
  return boxes;
}
