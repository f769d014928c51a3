import { deepFreeze } from "../values/freeze.ts";

/** When a day begins: at midnight, or at 23:00 with the Rat hour. */
export type DayBoundary = "midnight" | "23:00";

/** Every day boundary, the default first. */
export const DAY_BOUNDARIES: readonly DayBoundary[] = /*#__PURE__*/ deepFreeze([
  "midnight",
  "23:00",
]);
