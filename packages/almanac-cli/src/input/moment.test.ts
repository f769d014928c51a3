import { AlmanacError } from "almanac-core";
import { describe, expect, test } from "vitest";

import { parseMoment } from "./moment.ts";

const DATE = { year: 2024, month: 8, day: 23 };

describe("a date argument", () => {
  test.each([
    [undefined, { kind: "now" }],
    ["now", { kind: "now" }],
    ["today", { kind: "days-from-now", days: 0 }],
    ["yesterday", { kind: "days-from-now", days: -1 }],
    ["2024-08-23", { kind: "clock", date: DATE, time: undefined }],
    ["2024-08-23T14:30", { kind: "clock", date: DATE, time: { hour: 14, minute: 30, second: 0 } }],
    ["2024-08-23T14", { kind: "clock", date: DATE, hour: 14 }],
    ["2024-08-23 14:30:05.5", { kind: "clock", time: { hour: 14, minute: 30, second: 5.5 } }],
    ["2024-08-23T14:30Z", { kind: "offset", offset: "Z" }],
    ["2024-08-23t14:30:00-03:30", { kind: "offset", offset: "-03:30" }],
    ["-0500-03-01", { kind: "clock", date: { year: -500, month: 3, day: 1 } }],
  ])("%s", (text, moment) => {
    expect(parseMoment(text, "DATE")).toMatchObject(moment);
  });

  test.each(["", "2024", "2024-8-23", "23.08.2024", "2024-08-23T14:30+7", "constructor"])(
    "refuses %j",
    (text) => {
      expect(() => parseMoment(text, "DATE")).toThrow(AlmanacError);
    },
  );
});
