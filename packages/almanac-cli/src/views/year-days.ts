import type { DayRecord } from "almanac-core";

import { displayWidth } from "./display-width.ts";
import { paintStar } from "./element-colours.ts";
import type { Paint } from "./paint.ts";

/** The sign before a star: a held day stands still, a jump breaks the order. */
function sign(record: DayRecord, before: DayRecord | undefined): string {
  if (before === undefined) return " ";
  const step = (record.stars.day - before.stars.day + 9) % 9;
  if (step === 0) return "=";
  return step === 1 || step === 8 ? " " : "!";
}

/** The stars of a civil year, a month a line, a day a cell; `=` before a day that stands still, `!` before a jump. */
export function yearDaysLines(
  records: Iterable<DayRecord>,
  months: readonly string[],
  paint: Paint,
): readonly string[] {
  const rows = months.map((month) => month + " ".repeat(5 - displayWidth(month)));
  let before: DayRecord | undefined;
  for (const record of records) {
    const { date, stars } = record;
    const mark = sign(record, before);
    const cell =
      (mark === "!" ? paint("bold", mark) : mark) + paintStar(paint, stars.day, String(stars.day));
    rows[date.month - 1] += cell;
    before = record;
  }
  const days = Array.from({ length: 31 }, (_, i) => ` ${(i + 1) % 10}`).join("");
  return [paint("dim", `     ${days}`), ...rows];
}
