import type { Scalar } from "./address-ranges.ts";
import { isAllThere, nextWithin, roomFor, setBounds, type Bounds, type Point } from "./bounds.ts";
import { fits, type Pattern } from "./pattern.ts";
import type { Condition } from "./predicate.ts";
import { serviceKey } from "./subject.ts";
import type { Trip } from "./trip.ts";

/** Places of rules in their chain, ascending. */
type Places = readonly number[];

/** Rules in one list; of many, those that name single ports of a protocol under each, the others apart. */
interface Bucket {
  /** Undefined for few. */
  exact: Map<number, number[]> | undefined;
  rest: number[];
}

/** A rule that names more single values than this is kept with the ranges. */
const maxKeys = 16;

function singles<S extends Scalar>(
  ranges: readonly { readonly low: S; readonly high: S }[] | undefined,
): readonly S[] | undefined {
  if (ranges === undefined || ranges.length > maxKeys) return undefined;
  return ranges.every(({ low, high }) => low === high) ? ranges.map(({ low }) => low) : undefined;
}

function serviceKeys({ service }: Pattern): readonly number[] | undefined {
  const values = singles(service?.values);
  if (values === undefined || service?.protocols === undefined) return undefined;
  return service.protocols.flatMap((protocol) =>
    values.map((value) => serviceKey(protocol, value)),
  );
}

/** So few rules are read one by one: their bounds lie side by side. */
const few = 32;

/** Of a single host, as few as this: a map for each of thousands of hosts is far to fetch. */
const fewOfHost = 4;

/** Rules by a single host that they name: as destination, else as source; the rest apart. */
interface LookUp {
  readonly byDestination: Map<Scalar, Bucket>;
  readonly bySource: Map<Scalar, Bucket>;
  readonly rest: Bucket;
}

function splitByService({ rules }: RuleStore<Condition>, bucket: Bucket, most: number): void {
  if (bucket.rest.length <= most) return;
  const exact = new Map<number, number[]>();
  const rest: number[] = [];
  for (const place of bucket.rest) {
    const keys = serviceKeys(rules[place]?.pattern ?? {});
    if (keys === undefined) rest.push(place);
    for (const key of keys ?? []) {
      const list = exact.get(key);
      if (list === undefined) exact.set(key, [place]);
      else list.push(place);
    }
  }
  bucket.exact = exact;
  bucket.rest = rest;
}

function lookUpOf(store: RuleStore<Condition>, start: number, end: number): LookUp {
  const lookUp: LookUp = {
    byDestination: new Map(),
    bySource: new Map(),
    rest: { exact: undefined, rest: [] },
  };
  for (let place = start; place < end; place += 1) {
    const { pattern } = store.rules[place] ?? {};
    if (pattern === undefined) continue;
    const destinations = singles<Scalar>(pattern.destination);
    const hosts = destinations === undefined ? lookUp.bySource : lookUp.byDestination;
    const keys = destinations ?? singles<Scalar>(pattern.source);
    if (keys === undefined) lookUp.rest.rest.push(place);
    for (const key of keys ?? []) {
      const own = hosts.get(key);
      if (own === undefined) hosts.set(key, { exact: undefined, rest: [place] });
      else own.rest.push(place);
    }
  }
  for (const own of lookUp.byDestination.values()) splitByService(store, own, fewOfHost);
  for (const own of lookUp.bySource.values()) splitByService(store, own, fewOfHost);
  splitByService(store, lookUp.rest, few);
  return lookUp;
}

/** The rules of many chains side by side, each at its place. */
export interface RuleStore<T extends Condition> {
  readonly rules: (T | undefined)[];
  readonly bounds: Bounds;
}

/** Room for the rules of several chains. */
export function ruleStore<T extends Condition>(size: number): RuleStore<T> {
  return { rules: Array.from({ length: size }), bounds: roomFor(size) };
}

/** The rules of a chain, ready to be searched. */
export interface RuleIndex<T extends Condition> {
  readonly store: RuleStore<T>;
  readonly start: number;
  readonly end: number;
  /** Undefined for so few rules that they are read one by one. */
  readonly lookUp: LookUp | undefined;
}

/**
 * The rules of a chain, found without reading the whole chain: those that name single hosts or single
 * ports are looked up, the rest is scanned up to the best match.
 */
export function ruleIndex<T extends Condition>(
  store: RuleStore<T>,
  start: number,
  rules: readonly T[],
): RuleIndex<T> {
  let end = start;
  for (const rule of rules) {
    store.rules[end] = rule;
    setBounds(store.bounds, end, rule);
    end += 1;
  }
  const lookUp = rules.length <= few ? undefined : lookUpOf(store, start, end);
  return { store, start, end, lookUp };
}

/** Whether a packet inside the bounds of a rule matches it. */
function matchesInside(
  { rules, bounds }: RuleStore<Condition>,
  place: number,
  trip: Trip,
): boolean {
  if (isAllThere(bounds, place)) return true;
  const rule = rules[place];
  if (rule === undefined || !fits(rule.pattern, trip.subject)) return false;
  return rule.rest === undefined || rule.rest(trip);
}

/** The first place, of those from one to another, whose rule matches; else the other. */
function firstInOrder(
  store: RuleStore<Condition>,
  from: number,
  to: number,
  trip: Trip,
  point: Point,
): number {
  let place = nextWithin(store.bounds, from, to, point);
  while (place < to && !matchesInside(store, place, trip)) {
    place = nextWithin(store.bounds, place + 1, to, point);
  }
  return place;
}

/** The earlier of the best place so far and the first of a list, from a place on, that matches. */
function earlier(
  store: RuleStore<Condition>,
  best: number,
  list: Places | undefined,
  from: number,
  trip: Trip,
  point: Point,
): number {
  if (list === undefined) return best;
  for (const place of list) {
    if (place >= best) return best;
    if (place >= from && firstInOrder(store, place, place + 1, trip, point) === place) return place;
  }
  return best;
}

/** The place of the first rule, from a place on, that a packet matches; behind the last for none. */
export function firstMatch(
  { store, end, lookUp }: RuleIndex<Condition>,
  trip: Trip,
  point: Point,
  from: number,
): number {
  if (lookUp === undefined) return firstInOrder(store, from, end, trip, point);
  const { source, destination } = trip.subject;
  let best = end;
  for (const buckets of [
    lookUp.byDestination.get(destination),
    lookUp.bySource.get(source),
    lookUp.rest,
  ]) {
    best = earlier(store, best, buckets?.exact?.get(point.service), from, trip, point);
    best = earlier(store, best, buckets?.rest, from, trip, point);
  }
  return best;
}
