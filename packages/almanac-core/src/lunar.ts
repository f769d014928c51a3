/**
 * New moons and the lunar calendars of China and Vietnam: an entry point of its own, for not every program
 * wants them.
 *
 * @packageDocumentation
 */
export { dateOfLunar, lunarDate } from "./lunar/lunar-date.ts";
export type { LunarDate } from "./lunar/lunar-date.ts";
export {
  LUNAR_CALENDARS,
  LUNAR_FIRST_YEAR,
  LUNAR_LAST_YEAR,
  LUNAR_OFFSETS,
} from "./lunar/lunar-calendar.ts";
export type { LunarCalendar } from "./lunar/lunar-calendar.ts";
export { lunarYear } from "./lunar/lunar-year.ts";
export type { LunarMonth } from "./lunar/lunar-year.ts";
export { newMoon } from "./lunar/new-moon.ts";
export type { NewMoon } from "./lunar/new-moon.ts";
