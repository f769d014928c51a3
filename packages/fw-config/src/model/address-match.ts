import { contains, disjoint, formatBlock, parseBlock, type Cidr } from "../address/cidr.ts";
import { parseIp, type Family, type Ip } from "../address/ip.ts";
import { subtractBlocks } from "../address/subtract.ts";
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

/** A name without its exclamation mark: what it leaves out. */
export function negatedName(name: string): string | undefined {
  return name.startsWith("!") ? name.slice(1) : undefined;
}

/** A name, whether its addresses are meant or left out. */
export function plainName(name: string): string {
  return negatedName(name) ?? name;
}

/** The blocks of a family, all of which are meant or left out. */
export function familyBlocks(match: AddressMatch, family: Family): readonly string[] {
  return family === 4 ? match.v4 : match.v6;
}

function parsed(match: AddressMatch, family: Family): readonly Cidr[] {
  return familyBlocks(match, family).flatMap((text) => parseBlock(text) ?? []);
}

/** Whether an address is meant; no match means any. */
export function meansAddress(match: AddressMatch | undefined, ip: Ip): boolean {
  if (match === undefined) return true;
  const found = parsed(match, ip.family).some((block) => contains(block, ip));
  return found !== (match.negated === true);
}

const everything: Readonly<Record<Family, Cidr>> = {
  4: { family: 4, first: 0n, prefix: 0 },
  6: { family: 6, first: 0n, prefix: 0 },
};

/** The blocks of a family that are meant. */
export function meantBlocks(match: AddressMatch, family: Family): readonly Cidr[] {
  const blocks = parsed(match, family);
  return match.negated === true ? subtractBlocks([everything[family]], blocks) : blocks;
}

/** Whether any address of a family is meant; no match means every one. */
export function meansFamily(match: AddressMatch | undefined, family: Family): boolean {
  if (match === undefined) return true;
  const blocks = familyBlocks(match, family);
  if (match.negated !== true) return blocks.length > 0;
  return !blocks.some((block) => block.endsWith("/0"));
}

/**
 * Reads lists of names: their blocks by family, each once, without those of the names with an
 * exclamation mark; undefined (any address) for no list.
 */
export function addressMatcher(
  config: Config,
): (names: OneOrMore<string> | undefined) => AddressMatch | undefined {
  const blocksOf = addressBook(config);
  const sets = new Set(Object.keys(config.addresses ?? {}));
  return (names) => {
    if (names === undefined) return undefined;
    const list = listOf(names);
    const out = list.flatMap((name) => negatedName(name) ?? []);
    const meant = list.filter((name) => negatedName(name) === undefined);
    const negated = meant.length === 0;
    const blocks = (from: readonly string[], family: Family): readonly Cidr[] =>
      disjoint(from.flatMap((name) => blocksOf(name) ?? []).filter((own) => own.family === family));
    const ofFamily = (family: Family): readonly string[] => {
      const left = blocks(out, family);
      const own = negated ? left : subtractBlocks(blocks(meant, family), left);
      return own.map(formatBlock);
    };
    const match = { v4: ofFamily(4), v6: ofFamily(6), ...(negated && { negated }) };
    const [first = ""] = list.map(plainName);
    return list.length === 1 && sets.has(first) ? { set: first, ...match } : match;
  };
}

/** {@link meansAddress} of an address as text. */
export function includesAddress(match: AddressMatch | undefined, address: string): boolean {
  const ip = parseIp(address);
  return ip === undefined || meansAddress(match, ip);
}
