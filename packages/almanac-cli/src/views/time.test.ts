import { describe, expect, test } from "vitest";

import { EN } from "../texts/en.ts";
import { formatMoment, formatOffset, formatSpan, formatTime, isoInstant, weekday } from "./time.ts";

describe("times as text", () => {
  test("cut the second, so that a clock never shows what has not come", () => {
    expect(formatTime({ hour: 23, minute: 59, second: 59.999 })).toBe("23:59:59");
    const date = { year: 2021, month: 8, day: 3 };
    expect(formatMoment({ date, time: { hour: 4, minute: 5, second: 6 } })).toBe(
      "2021-08-03 04:05:06",
    );
  });

  test.each([
    [0, "less than a minute"],
    [59_999, "less than a minute"],
    [60_000, "1 min"],
    [3_600_000, "1 h 0 min"],
    [86_400_000 + 61_000, "1 d 0 h 1 min"],
  ])("a span of %i ms is %s", (span, text) => {
    expect(formatSpan(span, EN)).toBe(text);
  });

  test.each([
    [0, "+00:00"],
    [25_200, "+07:00"],
    [-12_600, "-03:30"],
    [25_590, "+07:06:30"],
    [-2670, "-00:44:30"],
  ])("an offset of %i s is %s", (seconds, text) => {
    expect(formatOffset(seconds)).toBe(text);
  });

  test("an instant has milliseconds, and years before 0 their sign", () => {
    expect(isoInstant(0.4)).toBe("1970-01-01T00:00:00.000Z");
    expect(isoInstant(Date.UTC(-500, 0, 1))).toBe("-000500-01-01T00:00:00.000Z");
  });

  test("weekdays go on before the epoch of the count", () => {
    expect(weekday(2_459_450, EN)).toBe("Mon");
    expect(weekday(-1, EN)).toBe("Sun");
  });
});
