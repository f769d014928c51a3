import { describe, expect, test } from "vitest";

import {
  createAlmanac,
  dateOfJdn,
  formatDate,
  jdnOfDate,
  parseZone,
  type DayRecord,
} from "../../src/index.ts";
import known from "./known-peer-bugs.json" with { type: "json" };
import { askLunarJavascript, askTyme4ts, type Answer, type Clock } from "./peers.ts";

const FIRST = jdnOfDate({ year: 1900, month: 1, day: 1 });
const LAST = jdnOfDate({ year: 2100, month: 12, day: 31 });
const zone = parseZone("+08:00");
const almanac = createAlmanac({ zone });

/** One value that differs. */
interface Difference {
  readonly peer: string;
  readonly value: string;
  readonly at: string;
  readonly ours: number;
  readonly theirs: number;
}

function clockOf({ date, time }: Pick<DayRecord, "date" | "time">): Clock {
  return { ...date, ...time, second: Math.floor(time.second) };
}

function text({ year, month, day, hour, minute, second }: Clock): string {
  const time = [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
  return `${formatDate({ year, month, day })}T${time}`;
}

function differences(
  peer: string,
  ask: (clock: Clock) => Answer,
  record: DayRecord,
): readonly Difference[] {
  const clock = clockOf(record);
  const { pillars, stars } = ask(clock);
  const pairs = (["year", "month", "day", "hour"] as const).map(
    (name) => [`${name} pillar`, record.pillars[name], pillars[name]] as const,
  );
  const numbers = (["year", "month", "hour"] as const).map(
    (name) => [`${name} star`, record.stars[name], stars[name]] as const,
  );
  return [...pairs, ...numbers]
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(([value, ours, theirs]) => ({ peer, value, at: text(clock), ours, theirs }));
}

/** `any`: at every moment; `boundary`: only seconds from the instant at which a month turns. */
type Scope = "any" | "boundary";

/** The known bug that explains a difference. */
function categoryOf({ peer, value, at }: Difference, scope: Scope): string | undefined {
  return known.find(
    (bug) =>
      (bug.scope === "any" || scope === "boundary") &&
      bug.peer === peer &&
      bug.values.includes(value) &&
      new RegExp(bug.at).test(at),
  )?.category;
}

/** The differences that no known bug explains: each is a defect, ours or one to be listed. */
function unexplained(found: readonly Difference[], scope: Scope = "any"): readonly Difference[] {
  return found.filter((difference) => categoryOf(difference, scope) === undefined);
}

/** A different double hour every day: 0, 2, .. 22 o'clock. */
function hourOf(jdn: number): number {
  return 2 * (jdn % 12);
}

/** The days of 1900 to 2100 in steps. */
function* moments(step: number): Generator<DayRecord> {
  for (let jdn = FIRST; jdn <= LAST; jdn += step) {
    yield almanac.day(dateOfJdn(jdn), { hour: hourOf(jdn), minute: 30, second: 0 });
  }
}

describe("pillars and stars of year, month and hour, 1900 to 2100, against other libraries", () => {
  test("every day against lunar-javascript", { timeout: 120_000 }, () => {
    const found = [...moments(1)].flatMap((record) =>
      differences("lunar-javascript", askLunarJavascript, record),
    );
    expect(unexplained(found)).toEqual([]);
  });

  test("every 13th day against tyme4ts", { timeout: 120_000 }, () => {
    const found = [...moments(13)].flatMap((record) => differences("tyme4ts", askTyme4ts, record));
    expect(unexplained(found)).toEqual([]);
  });

  test("ten seconds before and after the instant of every month", { timeout: 120_000 }, () => {
    const found = [...almanac.terms(1900, 2100)]
      .filter(({ longitude }) => longitude % 30 === 15)
      .flatMap(({ instant }) => [instant - 10_000, instant + 10_000])
      .map((instant) => almanac.at(instant))
      .filter(({ time }) => time.hour !== 23)
      .flatMap((record) => [
        ...differences("lunar-javascript", askLunarJavascript, record),
        ...differences("tyme4ts", askTyme4ts, record),
      ]);
    expect(unexplained(found, "boundary")).toEqual([]);
  });

  test("the late Rat hour with the day that begins at 23:00, against tyme4ts", () => {
    const early = createAlmanac({ zone, dayBoundary: "23:00" });
    const found = Array.from({ length: 800 }, (_, i) => dateOfJdn(FIRST + 91 * i))
      .map((date) => early.day(date, { hour: 23, minute: 30, second: 0 }))
      .flatMap((record) => differences("tyme4ts", askTyme4ts, record));
    expect(unexplained(found)).toEqual([]);
  });

  test("every listed bug is still met, so that the list holds nothing stale", () => {
    const met = new Set(
      known.flatMap(({ category, example }) => {
        const [date = "", time = ""] = example.split("T");
        const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
        const [hour = 0, minute = 0, second = 0] = time.split(":").map(Number);
        const record = almanac.day({ year, month, day }, { hour, minute, second });
        return [
          ...differences("lunar-javascript", askLunarJavascript, record),
          ...differences("tyme4ts", askTyme4ts, record),
        ].some((difference) => categoryOf(difference, "boundary") === category)
          ? [category]
          : [];
      }),
    );
    expect([...met]).toEqual(known.map(({ category }) => category));
  });
});
