import { checkNumber } from "../errors/check.ts";
import { entry } from "../values/entry.ts";
import { DAY } from "./units.ts";
import { checkedZone, offsetAt, type Zone } from "./zone.ts";

/** A named zone whose clock was not that of its whole country for a time. */
export interface SplitHistory {
  /** Which one: a name for programs, and for the words of a view. */
  readonly id: "saigon-1960";
  /** The zone. */
  readonly zone: string;
  /** The first instant, Unix milliseconds. */
  readonly from: number;
  /** The first instant after it, Unix milliseconds. */
  readonly to: number;
  /** Seconds east of Greenwich of the other clock. */
  readonly elsewhere: number;
}

/**
 * Asia/Ho_Chi_Minh holds the clock of Saigon, +08 from 1960-01-01 to 1975-06-13; the North was on +07,
 * by decree 121-CP of 8 August 1967 at the latest.
 */
const SPLITS: readonly SplitHistory[] = [
  {
    id: "saigon-1960",
    zone: "Asia/Ho_Chi_Minh",
    from: -315_648_000_000,
    to: 171_820_800_000,
    elsewhere: 25_200,
  },
];

/**
 * The other clock that a zone's country had at an instant, where its history was split.
 * @throws AlmanacError `zone-invalid`, `argument-invalid`
 */
export function splitHistoryAt(zone: Zone, instant: number): SplitHistory | undefined {
  const { id } = checkedZone(zone);
  checkNumber("instant", instant, "Give Unix milliseconds.");
  return SPLITS.find((split) => split.zone === id && instant >= split.from && instant < split.to);
}

/** Summer time has never lasted longer without a change, days. */
const LONGEST_SUMMER = 300;

/**
 * The offset of standard time where a zone's clock shows summer time, seconds east of Greenwich; else
 * `undefined`. Told from the changes of the clock: it was put forward, and back by as much within 300 days.
 * @throws AlmanacError `zone-range`, `zone-invalid`, `argument-invalid`
 */
export function standardOffsetAt(zone: Zone, instant: number): number | undefined {
  checkNumber("instant", instant, "Give Unix milliseconds.");
  const offset = offsetAt(zone, instant);
  const next = zone.transitions.findIndex(({ at }) => at > instant);
  if (next < 1) return undefined;
  const [began, ends] = [entry(zone.transitions, next - 1), entry(zone.transitions, next)];
  const before = next === 1 ? zone.initialOffset : entry(zone.transitions, next - 2).offset;
  const short = ends.at - began.at <= LONGEST_SUMMER * DAY;
  return short && before < offset && ends.offset === before ? before : undefined;
}
