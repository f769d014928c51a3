import { formatBlock, lastOf, parseBlock, type Cidr } from "../address/cidr.ts";
import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import type { OneOrMore } from "../config/scalars.ts";
import type { AddressMatch } from "./types.ts";

/** What a name in a rule's `source` or `destination` stands for; undefined when unknown. */
export function blocksOf(config: Config, name: string): readonly Cidr[] | undefined {
  const own = <T>(record: Readonly<Record<string, T>> | undefined): T | undefined =>
    record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
  const named =
    own(config.hosts)?.address ?? own(config.addresses) ?? own(config.networks)?.subnet ?? name;
  const blocks = listOf(named).map(parseBlock);
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

/** Every name that can stand for addresses. */
export function addressNames(config: Config): readonly string[] {
  const records = [config.hosts, config.addresses, config.networks];
  return records.flatMap((record) => Object.keys(record ?? {}));
}

/** Sorted, without blocks that lie inside another: nft refuses overlapping elements. */
function disjoint(blocks: readonly Cidr[]): readonly Cidr[] {
  const sorted = blocks.toSorted((a, b) =>
    a.first === b.first ? a.prefix - b.prefix : a.first < b.first ? -1 : 1,
  );
  const kept: Cidr[] = [];
  for (const block of sorted) {
    const last = kept.at(-1);
    if (last === undefined || block.first > lastOf(last)) kept.push(block);
  }
  return kept;
}

/** The blocks of a list of names by family, each once; undefined (any address) for no list. */
export function addressMatch(
  config: Config,
  names: OneOrMore<string> | undefined,
): AddressMatch | undefined {
  if (names === undefined) return undefined;
  const blocks = listOf(names).flatMap((name) => blocksOf(config, name) ?? []);
  const ofFamily = (family: 4 | 6): readonly string[] =>
    disjoint(blocks.filter((block) => block.family === family)).map(formatBlock);
  const set = listOf(names).length === 1 ? listOf(names)[0] : undefined;
  const isSet = set !== undefined && Object.hasOwn(config.addresses ?? {}, set);
  return { ...(isSet ? { set } : {}), v4: ofFamily(4), v6: ofFamily(6) };
}
