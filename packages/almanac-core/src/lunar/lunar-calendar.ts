import { AlmanacError } from "almanac-core";

/** Whose lunar calendar: that of China (GB/T 33661-2017) or that of Vietnam. */
export type LunarCalendar = "chinese" | "vietnamese";

/** Both calendars. */
export const LUNAR_CALENDARS: readonly LunarCalendar[] = /*#__PURE__*/ Object.freeze([
  "chinese",
  "vietnamese",
] as const);

/**
 * Seconds east of Greenwich of the clock by which a calendar's days begin. China's is that of GB/T 33661,
 * which counts by +08:00 in all years. Vietnam's is +07:00, in force since 1968-01-01 (decree 121-CP);
 * that earlier years are counted by it too is our reading.
 */
export const LUNAR_OFFSETS: Readonly<Record<LunarCalendar, number>> = /*#__PURE__*/ Object.freeze({
  chinese: 28_800,
  vietnamese: 25_200,
});

/** The first lunar year: from 1645 on, months are told apart by the true place of the Sun, as here. */
export const LUNAR_FIRST_YEAR = 1645;
/** The last lunar year. */
export const LUNAR_LAST_YEAR = 3999;

/** @throws AlmanacError `option-unknown` */
export function checkLunarCalendar(calendar: unknown): void {
  if (LUNAR_CALENDARS.some((known) => known === calendar)) return;
  throw new AlmanacError("no such lunar calendar", {
    code: "option-unknown",
    place: "calendar",
    value: String(calendar),
    hint: `Give one of ${LUNAR_CALENDARS.join(", ")}.`,
  });
}
