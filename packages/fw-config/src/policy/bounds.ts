import type { Family } from "../address/ip.ts";
import { coarse, type Scalar } from "./address-ranges.ts";
import type { ConnectionState } from "./packet.ts";
import type { Condition } from "./predicate.ts";
import { serviceKey } from "./subject.ts";
import type { Trip } from "./trip.ts";

/**
 * The bounds of what rules match, rule by rule in one array of numbers. A packet outside of them does
 * not match; one inside still has to be asked, unless the bounds are all that the rule asks for. The
 * objects that rules are made of lie all over the memory, and to look at those of a few rules costs more
 * than to read the bounds of dozens.
 */
export type Bounds = Uint32Array;

/** What a packet has of each: one bit. What a rule takes of each: the bits. */
const families: Readonly<Record<Family, number>> = { 4: 1, 6: 2 };
const connections: Readonly<Record<ConnectionState, number>> = {
  new: 4,
  established: 8,
  related: 16,
  invalid: 32,
  untracked: 64,
};
const everyKind = 127;

/** Where a packet is: the numbers that bounds are asked about. */
export interface Point {
  readonly source: number;
  readonly destination: number;
  readonly service: number;
  readonly kinds: number;
}

/** Where a packet is at this moment of its way. */
export function pointOf({ source, destination, subject, connection }: Trip): Point {
  return {
    source: source.coarse,
    destination: destination.coarse,
    service: serviceKey(subject.protocol, subject.value),
    kinds: families[subject.family] | connections[connection],
  };
}

function kindsOfCondition({ pattern, connection }: Condition): number {
  let kinds = everyKind;
  for (const family of [pattern.family, pattern.service?.family]) {
    if (family !== undefined) kinds &= ~families[family === 4 ? 6 : 4];
  }
  if (connection === undefined) return kinds;
  return kinds & (families[4] | families[6] | connections[connection]);
}

/** The lowest and the highest of what fits. */
interface Span {
  readonly low: number;
  readonly high: number;
}

const everything: Span = { low: 0, high: 0xff_ff_ff_ff };

const anyValue: Span = { low: 0, high: 65_535 };

type Ranges = readonly { readonly low: Scalar; readonly high: Scalar }[];

function spanOf(ranges: Ranges | undefined): Span {
  if (ranges === undefined) return everything;
  let low = everything.high;
  let high = everything.low;
  for (const range of ranges) {
    low = Math.min(low, coarse(range.low));
    high = Math.max(high, coarse(range.high));
  }
  return { low, high };
}

function serviceSpan({ service }: Condition["pattern"]): Span {
  if (service?.protocols === undefined) return everything;
  const { protocols, values } = service;
  const { low, high } = values === undefined ? anyValue : spanOf(values);
  return {
    low: serviceKey(Math.min(...protocols), low),
    high: serviceKey(Math.max(...protocols), high),
  };
}

function isOneRange(ranges: Ranges | undefined): boolean {
  return ranges === undefined || (ranges.length === 1 && typeof ranges[0]?.low === "number");
}

/** Whether what is inside the bounds matches. */
function isAll({ pattern, rest }: Condition): boolean {
  const { source, destination, service } = pattern;
  if (rest !== undefined || !isOneRange(source) || !isOneRange(destination)) return false;
  if (service === undefined) return true;
  return service.protocols?.length === 1 && isOneRange(service.values);
}

/** Numbers of each rule: three spans, the kinds, and whether that is all. */
const width = 8;

/** Room for the bounds of so many rules. */
export function roomFor(rules: number): Bounds {
  return new Uint32Array(rules * width);
}

/** Writes the bounds of the rule at a place. */
export function setBounds(bounds: Bounds, place: number, condition: Condition): void {
  const { source, destination } = condition.pattern;
  let at = place * width;
  for (const { low, high } of [
    spanOf(source),
    spanOf(destination),
    serviceSpan(condition.pattern),
  ]) {
    bounds[at] = low;
    bounds[at + 1] = high;
    at += 2;
  }
  bounds[at] = kindsOfCondition(condition);
  bounds[at + 1] = isAll(condition) ? 1 : 0;
}

function within(bounds: Bounds, at: number, value: number): boolean {
  return value >= (bounds[at] ?? 0) && value <= (bounds[at + 1] ?? 0);
}

/** The first place, of those from one to another, whose bounds a packet is inside of; else the other. */
export function nextWithin(bounds: Bounds, from: number, to: number, point: Point): number {
  const { source, destination, service, kinds } = point;
  for (let place = from; place < to; place += 1) {
    const at = place * width;
    if (
      ((bounds[at + 6] ?? 0) & kinds) === kinds &&
      within(bounds, at, source) &&
      within(bounds, at + 2, destination) &&
      within(bounds, at + 4, service)
    ) {
      return place;
    }
  }
  return to;
}

/** Whether the rule at a place asks for nothing more. */
export function isAllThere(bounds: Bounds, place: number): boolean {
  return bounds[place * width + 7] === 1;
}
