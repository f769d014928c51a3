import { contains, disjoint, formatBlock, parseBlock, type Cidr } from "../address/cidr.ts";
import { parseIp } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import type { OneOrMore } from "../config/scalars.ts";
import type { AddressMatch } from "./types.ts";

/** What a name in a rule's `source` or `destination` stands for; undefined when unknown. */
export type AddressBook = (name: string) => readonly Cidr[] | undefined;

/** The hosts, address sets and networks of a configuration, in this order, then plain blocks. */
export function addressBook(config: Config): AddressBook {
  const named = new Map<string, OneOrMore<string>>([
    ...Object.entries(config.networks).map(([name, { subnet }]) => [name, subnet] as const),
    ...Object.entries(config.addresses ?? {}),
    ...Object.entries(config.hosts ?? {}).map(([name, { address }]) => [name, address] as const),
  ]);
  return (name) => {
    const value = named.get(name) ?? name;
    const blocks = typeof value === "string" ? [parseBlock(value)] : value.map(parseBlock);
    return blocks.every((block) => block !== undefined) ? blocks : undefined;
  };
}

/** Every name that can stand for addresses. */
export function addressNames(config: Config): readonly string[] {
  const records = [config.hosts, config.addresses, config.networks];
  return records.flatMap((record) => Object.keys(record ?? {}));
}

/** Reads lists of names: their blocks by family, each once; undefined (any address) for no list. */
export function addressMatcher(
  config: Config,
): (names: OneOrMore<string> | undefined) => AddressMatch | undefined {
  const blocksOf = addressBook(config);
  const sets = new Set(Object.keys(config.addresses ?? {}));
  return (names) => {
    if (names === undefined) return undefined;
    const list = listOf(names);
    const blocks = list.flatMap((name) => blocksOf(name) ?? []);
    const ofFamily = (family: 4 | 6): readonly string[] =>
      disjoint(blocks.filter((block) => block.family === family)).map(formatBlock);
    const match = { v4: ofFamily(4), v6: ofFamily(6) };
    const [first = ""] = list;
    return list.length === 1 && sets.has(first) ? { set: first, ...match } : match;
  };
}

/** Whether an address match has an address; no match means any. */
export function includesAddress(match: AddressMatch | undefined, address: string): boolean {
  const ip = parseIp(address);
  if (match === undefined || ip === undefined) return true;
  return (ip.family === 4 ? match.v4 : match.v6).some((text) => {
    const block = parseBlock(text);
    return block !== undefined && contains(block, ip);
  });
}
