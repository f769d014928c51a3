import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import ICAL from "ical.js";
import { describe, expect, test, vi } from "vitest";

import { outputOf, runAlmanac } from "./support/run-almanac.ts";

interface Parsed {
  readonly uid: string;
  readonly summary: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
}

/** Reads a calendar with a library that did not write it, in its strict mode. */
function parse(text: string): readonly Parsed[] {
  ICAL.design.strict = true;
  const calendar = new ICAL.Component(ICAL.parse(text));
  expect(calendar.getFirstPropertyValue("version")).toBe("2.0");
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    expect(component.getFirstPropertyValue("dtstamp")).not.toBeNull();
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      allDay: event.startDate.isDate,
    };
  });
}

/** The lines of the event with a UID. */
function eventOf(text: string, uid: string): string | undefined {
  return text.split("BEGIN:VEVENT").find((part) => part.includes(`UID:${uid}`));
}

async function uidsOf(options: string): Promise<readonly string[]> {
  const text = await outputOf(`ical 2021-06-01 2021-06-02 --parts stars ${options}`);
  return parse(text).map(({ uid }) => uid);
}

const YEAR = "ical 2021-01-01 2021-12-31";

describe("ical", () => {
  test("holds the terms, a star a day and the held days of a year", async () => {
    const events = parse(await outputOf(YEAR));
    const of = (kind: string): readonly Parsed[] =>
      events.filter(({ uid }) => uid.startsWith(kind));
    expect(of("term-")).toHaveLength(24);
    expect(of("star-")).toHaveLength(365);
    expect(of("held-").map(({ start, end, summary }) => [start, end, summary])).toEqual([
      ["2021-06-19", "2021-06-21", "Held at 9-Burgundy"],
      ["2021-12-18", "2021-12-21", "Held at 1-White"],
    ]);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  });

  test("gives a term its instant in universal time and a star its whole day", async () => {
    const events = parse(await outputOf(YEAR));
    const spring = events.find(({ summary }) => summary === "Spring starts");
    expect(spring).toMatchObject({ start: "2021-02-03T14:58:47Z", allDay: false });
    const day = events.find(({ uid }) => uid.startsWith("star-2021-08-23"));
    expect(day).toMatchObject({
      start: "2021-08-23",
      end: "2021-08-24",
      allDay: true,
      summary: "9-Burgundy · Gui-Rabbit",
    });
  });

  test.each(["en", "vi", "zh-Hant"])(
    "folds every line to 75 octets with CRLF in %s",
    async (lang) => {
      const text = await outputOf(`${YEAR} --lang ${lang}`);
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      const lines = text.split("\r\n");
      expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
      expect(parse(text)).toHaveLength(24 + 365 + 2);
    },
  );

  test("is the same bytes every time, and the same event in every span", async () => {
    const year = await outputOf(YEAR);
    vi.useFakeTimers({ now: Date.UTC(2030, 0, 1), toFake: ["Date"] });
    const later = await outputOf(YEAR).finally(() => vi.useRealTimers());
    expect(later).toBe(year);
    const june = await outputOf("ical 2021-06-01 2021-06-30");
    const uid = "star-2021-06-21-season-Asia_Ho_Chi_Minh@";
    expect(eventOf(june, uid)).toBeDefined();
    expect(eventOf(june, uid)).toBe(eventOf(year, uid));
  });

  test("holds only the parts that are asked for", async () => {
    expect(parse(await outputOf(`${YEAR} --parts terms`))).toHaveLength(24);
    expect(parse(await outputOf(`${YEAR} --parts held,terms`))).toHaveLength(26);
  });

  test("keeps different rules and zones apart", async () => {
    const all = [
      ...(await uidsOf("")),
      ...(await uidsOf("--rule books")),
      ...(await uidsOf("--zone UTC")),
    ];
    expect(new Set(all).size).toBe(6);
  });

  test("goes into a file, and says so", async () => {
    const folder = mkdtempSync(join(tmpdir(), "almanac-"));
    try {
      const argv = [...YEAR.split(" "), "-o", "year.ics"];
      const { stdout, stderr } = await runAlmanac(argv, { cwd: folder });
      expect(stdout).toBe("");
      expect(stderr).toBe("year.ics: 391 events\n");
      expect(readdirSync(folder)).toEqual(["year.ics"]);
      expect(readFileSync(join(folder, "year.ics"), "utf8")).toBe(await outputOf(YEAR));
      const json = await runAlmanac([...argv, "--json"], { cwd: folder });
      expect(JSON.parse(json.stdout)).toEqual({ version: 1, file: "year.ics", events: 391 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("refuses a year that the format cannot write", async () => {
    const argv = "ical 0000-01-01 0000-12-31 --rule books".split(" ");
    const { exitCode, stderr } = await runAlmanac(argv);
    expect(stderr).toContain("[year-range]");
    expect(exitCode).toBe(2);
  });
});
