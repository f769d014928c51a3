import type { Scalar } from "./address-ranges.ts";
import { fits, type Pattern } from "./pattern.ts";
import type { Condition } from "./predicate.ts";
import type { Trip } from "./trip.ts";

/** A rule and its place in the chain. */
export interface Ordered<T> {
  readonly order: number;
  readonly entry: T;
}

/** Rules that name single ports of a protocol under each; the others apart. In the chain's order. */
interface ByService<T> {
  readonly exact: Map<number, Ordered<T>[]>;
  readonly rest: Ordered<T>[];
}

/** A rule that names more single values than this is kept with the ranges. */
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

function serviceKeys({ service }: Pattern): readonly number[] | undefined {
  const values = singles(service?.values);
  if (values === undefined || service?.protocols === undefined) return undefined;
  return service.protocols.flatMap((protocol) =>
    values.map((value) => serviceKey(protocol, value)),
  );
}

function addByService<T extends Condition>(buckets: ByService<T>, ordered: Ordered<T>): void {
  const keys = serviceKeys(ordered.entry.pattern);
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

/** Rules by a single host that they name: as destination, else as source; the rest apart. */
interface ChainIndex<T> {
  readonly byDestination: Map<Scalar, ByService<T>>;
  readonly bySource: Map<Scalar, ByService<T>>;
  readonly rest: ByService<T>;
}

function addByHost<T extends Condition>(
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

function build<T extends Condition>(entries: readonly Ordered<T>[]): ChainIndex<T> {
  const index: ChainIndex<T> = {
    byDestination: new Map(),
    bySource: new Map(),
    rest: emptyByService(),
  };
  for (const ordered of entries) {
    const { entry } = ordered;
    const destinations = singles<Scalar>(entry.pattern.destination);
    const sources = singles<Scalar>(entry.pattern.source);
    if (destinations !== undefined) addByHost(index.byDestination, destinations, ordered);
    else if (sources !== undefined) addByHost(index.bySource, sources, ordered);
    else addByService(index.rest, ordered);
  }
  return index;
}

function matches({ pattern, rest }: Condition, trip: Trip): boolean {
  return fits(pattern, trip.subject) && (rest === undefined || rest(trip));
}

/** The earlier of the best match so far and the first match of a list, behind a place. */
function earlier<T extends Condition>(
  best: Ordered<T> | undefined,
  list: readonly Ordered<T>[] | undefined,
  trip: Trip,
  after: number,
): Ordered<T> | undefined {
  if (list === undefined) return best;
  for (const ordered of list) {
    if (best !== undefined && ordered.order > best.order) return best;
    if (ordered.order > after && matches(ordered.entry, trip)) return ordered;
  }
  return best;
}

/** Finds the first rule behind a place of the chain that a packet matches. */
export type RuleIndex<T> = (trip: Trip, after: number) => Ordered<T> | undefined;

/** So few rules are read one by one. */
const shortChain = 4;

/**
 * The rules of a chain, found without reading the whole chain: those that name single hosts or
 * single ports are looked up, the rest is scanned up to the best match.
 */
export function ruleIndex<T extends Condition>(rules: readonly T[]): RuleIndex<T> {
  const all = rules.map((entry, order) => ({ order, entry }));
  if (all.length <= shortChain) return (trip, after) => earlier(undefined, all, trip, after);
  const { byDestination, bySource, rest } = build(all);
  return (trip, after) => {
    const { protocol, value, destination, source } = trip.subject;
    const key = serviceKey(protocol, value);
    let best: Ordered<T> | undefined;
    for (const buckets of [byDestination.get(destination), bySource.get(source), rest]) {
      best = earlier(best, buckets?.exact.get(key), trip, after);
      best = earlier(best, buckets?.rest, trip, after);
    }
    return best;
  };
}
