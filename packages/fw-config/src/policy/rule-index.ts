import type { Scalar } from "./address-ranges.ts";
import {
  isAllThere,
  nextWithin,
  pointOf,
  roomFor,
  setBounds,
  type Bounds,
  type Point,
} from "./bounds.ts";
import { fits, type Pattern } from "./pattern.ts";
import type { Condition } from "./predicate.ts";
import { serviceKey } from "./subject.ts";
import type { Trip } from "./trip.ts";

/** Places of rules in their chain, ascending. */
type Places = readonly number[];

/** Rules that name single ports of a protocol under each; the others apart. */
interface ByService {
  readonly exact: Map<number, number[]>;
  readonly rest: number[];
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

function addByService(buckets: ByService, pattern: Pattern, place: number): void {
  const keys = serviceKeys(pattern);
  if (keys === undefined) buckets.rest.push(place);
  for (const key of keys ?? []) {
    const list = buckets.exact.get(key);
    if (list === undefined) buckets.exact.set(key, [place]);
    else list.push(place);
  }
}

function emptyByService(): ByService {
  return { exact: new Map(), rest: [] };
}

/** Rules by a single host that they name: as destination, else as source; the rest apart. */
interface LookUp {
  readonly byDestination: Map<Scalar, ByService>;
  readonly bySource: Map<Scalar, ByService>;
  readonly rest: ByService;
}

function lookUpOf({ rules }: RuleStore<Condition>, start: number, end: number): LookUp {
  const lookUp: LookUp = {
    byDestination: new Map(),
    bySource: new Map(),
    rest: emptyByService(),
  };
  for (let place = start; place < end; place += 1) {
    const { pattern } = rules[place] ?? {};
    if (pattern === undefined) continue;
    const destinations = singles<Scalar>(pattern.destination);
    const hosts = destinations === undefined ? lookUp.bySource : lookUp.byDestination;
    const keys = destinations ?? singles<Scalar>(pattern.source);
    if (keys === undefined) addByService(lookUp.rest, pattern, place);
    for (const key of keys ?? []) {
      const own = hosts.get(key) ?? emptyByService();
      hosts.set(key, own);
      addByService(own, pattern, place);
    }
  }
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

/** So few rules are read one by one: their bounds lie side by side. */
const shortChain = 32;

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
  const lookUp = rules.length <= shortChain ? undefined : lookUpOf(store, start, end);
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
export function firstMatch(index: RuleIndex<Condition>, trip: Trip, from: number): number {
  const { store, end, lookUp } = index;
  const point = pointOf(trip);
  if (lookUp === undefined) return firstInOrder(store, from, end, trip, point);
  const { source, destination } = trip.subject;
  let best = end;
  for (const buckets of [
    lookUp.byDestination.get(destination),
    lookUp.bySource.get(source),
    lookUp.rest,
  ]) {
    best = earlier(store, best, buckets?.exact.get(point.service), from, trip, point);
    best = earlier(store, best, buckets?.rest, from, trip, point);
  }
  return best;
}
