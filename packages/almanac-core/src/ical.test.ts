import { createAlmanac, LANGUAGES } from "almanac-core";
import { describe, expect, test } from "vitest";

import { icalendar } from "./ical.ts";

const almanac = createAlmanac({ zone: "+08:00" });
const SPAN = { from: { year: 2026, month: 6, day: 1 }, to: { year: 2026, month: 6, day: 30 } };

describe("an iCalendar file", () => {
  test.each(LANGUAGES)("in %s has lines of at most 75 octets that end in CRLF", (language) => {
    const { text, events } = icalendar(almanac, SPAN, { language });
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(events);
    for (const line of text.split("\r\n"))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  });

  test("is the same every time, and an event has its UID in every span", () => {
    const { text } = icalendar(almanac, SPAN);
    expect(icalendar(almanac, SPAN).text).toBe(text);
    const longer = icalendar(almanac, { ...SPAN, to: { year: 2026, month: 12, day: 31 } }).text;
    const uids = (of: string): readonly string[] => of.match(/^UID:(?!held).*$/gm) ?? [];
    expect(uids(longer)).toEqual(expect.arrayContaining([...uids(text)]));
  });

  test("holds the parts that are asked for", () => {
    expect(icalendar(almanac, SPAN, { parts: ["terms"] }).events).toBe(2);
    expect(icalendar(almanac, SPAN, { parts: [] }).events).toBe(0);
  });

  test("refuses a year that its dates cannot write", () => {
    const span = { from: { year: -1, month: 1, day: 1 }, to: { year: 1, month: 1, day: 1 } };
    expect(() => icalendar(almanac, span)).toThrow(
      expect.objectContaining({ code: "year-range", value: "-1" }),
    );
  });
});
