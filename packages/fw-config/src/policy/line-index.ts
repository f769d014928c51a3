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

/** Lines that name single values under each value; the others apart. Both in the chain's order. */
interface Buckets<K, V> {
  readonly exact: Map<K, V>;
  readonly rest: V;
}

type ByService<T> = Buckets<number, Ordered<T>[]>;

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

function build<T extends Lined>(entries: readonly T[]): Buckets<Scalar, ByService<T>> {
  const buckets: Buckets<Scalar, ByService<T>> = { exact: new Map(), rest: emptyByService() };
  for (const [order, entry] of entries.entries()) {
    const keys = singles<Scalar>(entry.line.destination);
    if (keys === undefined) addByService(buckets.rest, { order, entry });
    for (const key of keys ?? []) {
      const own = buckets.exact.get(key) ?? emptyByService<T>();
      buckets.exact.set(key, own);
      addByService(own, { order, entry });
    }
  }
  return buckets;
}

/**
 * The first matching line of a chain, found without reading the whole chain: lines that name
 * single destinations or single ports are looked up, the rest is scanned up to the best match.
 */
export function firstMatch<T extends Lined>(
  entries: readonly T[],
): (subject: Subject) => T | undefined {
  const { exact, rest } = build(entries);
  return (subject) => {
    const key = serviceKey(subject.protocol, subject.value);
    const own = exact.get(subject.destination);
    let best: Ordered<T> | undefined;
    const scan = (list: readonly Ordered<T>[] | undefined): void => {
      if (list === undefined) return;
      for (const ordered of list) {
        if (best !== undefined && ordered.order > best.order) return;
        if (!matchesLine(ordered.entry.line, subject)) continue;
        best = ordered;
        return;
      }
    };
    scan(own?.exact.get(key));
    scan(own?.rest);
    scan(rest.exact.get(key));
    scan(rest.rest);
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
