import { offsetAt } from "almanac-core";
import { describe, expect, test } from "vitest";

import { resolveZone } from "../src/settings/zone.ts";
import { outputOf } from "./support/run-almanac.ts";
import { spawnAlmanac } from "./support/spawn-almanac.ts";

function offset(id: string, moment: string): number {
  const year = Number(moment.slice(0, 4));
  return offsetAt(resolveZone(id, { from: year, to: year }), Date.parse(moment));
}

describe("IANA zones with their history", () => {
  test.each([
    ["Asia/Ho_Chi_Minh", "1944-06-01T00:00Z", 8 * 3600],
    ["Asia/Ho_Chi_Minh", "1965-06-01T00:00Z", 8 * 3600],
    ["Asia/Ho_Chi_Minh", "1980-06-01T00:00Z", 7 * 3600],
    ["Asia/Shanghai", "1988-07-01T00:00Z", 9 * 3600],
    ["Asia/Shanghai", "1890-01-01T00:00Z", 8 * 3600 + 5 * 60 + 43],
    ["Europe/Paris", "1900-01-01T00:00Z", 9 * 60 + 21],
    ["America/New_York", "1942-07-01T00:00Z", -4 * 3600],
    ["America/St_Johns", "2024-01-01T00:00Z", -12_600],
    ["Africa/Monrovia", "1971-01-01T00:00Z", -2670],
    ["asia/tokyo", "2024-01-01T00:00Z", 9 * 3600],
  ])("%s at %s", (id, moment, seconds) => {
    expect(offset(id, moment)).toBe(seconds);
  });

  test("agree with the default zone's own table, which needs no database", () => {
    const host = resolveZone("Asia/Saigon", { from: 1900, to: 1980 });
    const format = new Intl.DateTimeFormat("en", {
      timeZone: "Asia/Ho_Chi_Minh",
      timeZoneName: "longOffset",
    });
    for (let year = 1912; year <= 1980; year++) {
      for (const month of [0, 2, 3, 5, 8, 11]) {
        const instant = Date.UTC(year, month, 2);
        const text = format.formatToParts(instant).find(({ type }) => type === "timeZoneName");
        expect(text?.value).toBe(`GMT+0${offsetAt(host, instant) / 3600}:00`);
      }
    }
  });

  test("a change of the clock is found to the second", () => {
    const zone = resolveZone("Europe/Berlin", { from: 2024, to: 2024 });
    const spring = Date.UTC(2024, 2, 31, 1);
    expect(offsetAt(zone, spring - 1000)).toBe(3600);
    expect(offsetAt(zone, spring)).toBe(7200);
  });
});

// Forty starts of the program, on a machine that may be busy.
describe("the zone of the process", { timeout: 60_000 }, () => {
  const zones = ["UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu", ""];
  test.each([
    "day 2024-02-04T15:27:08",
    "day 1951-12-22 --zone Asia/Shanghai --json",
    "month 2021-06",
    "terms 2024 --zone Europe/Berlin",
    "ical 2021-06-01 2021-06-30",
    "plot 2021",
    "range 2024-03-30 2024-04-01 --json --zone Europe/Berlin",
    "person 1990-02-04T10:00",
  ])("changes nothing in: %s", async (line) => {
    const here = await outputOf(line);
    for (const TZ of zones) {
      const { stdout } = await spawnAlmanac(line.split(" "), { TZ });
      expect(stdout).toBe(here);
    }
  });
});

test.each(["-1000-01-01", "4000-12-31"])(
  "the almanac's own first and last day, %s, is answered in a zone of the host",
  async (date) => {
    const line = `day --zone Asia/Tokyo --rule books -- ${date}`;
    expect(await outputOf(line)).toContain("Asia/Tokyo");
  },
);
