import type { Scalar } from "./address-ranges.ts";
import { matchesLine, type RuleLine, type Subject } from "./rule-line.ts";

/** Something that stands behind a line of a chain. */
export interface Lined {
  readonly line: RuleLine;
}

interface Ordered<T> {
  readonly order: number;
  readonly entry: T;
}

/** Lines that name single ports of a protocol under each; the others apart. In the chain's order. */
interface ByService<T> {
  readonly exact: Map<number, Ordered<T>[]>;
  readonly rest: Ordered<T>[];
}

/** A line that names more single values than this is kept with the ranges. */
const maxKeys = 16;

function singles<S extends Scalar>(
  ranges: readonly { readonly low: S; readonly high: S }[] | undefined,
): readonly S[] | undefined {
  if (ranges === undefined || ranges.length > maxKeys) return undefined;
  return ranges.every(({ low, high }) => low === high) ? ranges.map(({ low }) => low) : undefined;
}

function serviceKey(protocol: number, value: number): number {
  return protocol * 65_536 + value;
}

function serviceKeys({ service }: RuleLine): readonly number[] | undefined {
  const values = singles(service.values);
  if (values === undefined || service.protocols === undefined) return undefined;
  return service.protocols.flatMap((protocol) =>
    values.map((value) => serviceKey(protocol, value)),
  );
}

function addByService<T extends Lined>(buckets: ByService<T>, ordered: Ordered<T>): void {
  const keys = serviceKeys(ordered.entry.line);
  if (keys === undefined) buckets.rest.push(ordered);
  for (const key of keys ?? []) {
    const list = buckets.exact.get(key);
    if (list === undefined) buckets.exact.set(key, [ordered]);
    else list.push(ordered);
  }
}

function emptyByService<T>(): ByService<T> {
  return { exact: new Map(), rest: [] };
}

/** Lines by a single host that they name: as destination, else as source; the rest apart. */
interface ChainIndex<T> {
  readonly byDestination: Map<Scalar, ByService<T>>;
  readonly bySource: Map<Scalar, ByService<T>>;
  readonly rest: ByService<T>;
}

function addByHost<T extends Lined>(
  hosts: Map<Scalar, ByService<T>>,
  keys: readonly Scalar[],
  ordered: Ordered<T>,
): void {
  for (const key of keys) {
    const own = hosts.get(key) ?? emptyByService<T>();
    hosts.set(key, own);
    addByService(own, ordered);
  }
}

function build<T extends Lined>(entries: readonly T[]): ChainIndex<T> {
  const index: ChainIndex<T> = {
    byDestination: new Map(),
    bySource: new Map(),
    rest: emptyByService(),
  };
  for (const [order, entry] of entries.entries()) {
    const ordered = { order, entry };
    const destinations = singles<Scalar>(entry.line.destination);
    const sources = singles<Scalar>(entry.line.source);
    if (destinations !== undefined) addByHost(index.byDestination, destinations, ordered);
    else if (sources !== undefined) addByHost(index.bySource, sources, ordered);
    else addByService(index.rest, ordered);
  }
  return index;
}

/** The earlier of the best match so far and the first match of a list. */
function earlier<T extends Lined>(
  best: Ordered<T> | undefined,
  list: readonly Ordered<T>[] | undefined,
  subject: Subject,
): Ordered<T> | undefined {
  if (list === undefined) return best;
  for (const ordered of list) {
    if (best !== undefined && ordered.order > best.order) return best;
    if (matchesLine(ordered.entry.line, subject)) return ordered;
  }
  return best;
}

/**
 * The first matching line of a chain, found without reading the whole chain: lines that name
 * single hosts or single ports are looked up, the rest is scanned up to the best match.
 */
export function firstMatch<T extends Lined>(
  entries: readonly T[],
): (subject: Subject) => T | undefined {
  const { byDestination, bySource, rest } = build(entries);
  return (subject) => {
    const key = serviceKey(subject.protocol, subject.value);
    let best: Ordered<T> | undefined;
    for (const buckets of [
      byDestination.get(subject.destination),
      bySource.get(subject.source),
      rest,
    ]) {
      best = earlier(best, buckets?.exact.get(key), subject);
      best = earlier(best, buckets?.rest, subject);
    }
    return best?.entry;
  };
}

/**
 * Every matching line of a chain, in its order: lines that name single ports are looked up.
 */
export function allMatches<T extends Lined>(
  entries: readonly T[],
): (subject: Subject) => readonly T[] {
  const buckets = emptyByService<T>();
  for (const [order, entry] of entries.entries()) addByService(buckets, { order, entry });
  return (subject) => {
    const exact = buckets.exact.get(serviceKey(subject.protocol, subject.value)) ?? [];
    return [...exact, ...buckets.rest]
      .filter(({ entry }) => matchesLine(entry.line, subject))
      .toSorted((a, b) => a.order - b.order)
      .map(({ entry }) => entry);
  };
}
