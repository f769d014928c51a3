import { afterEach, describe, expect, test, vi } from "vitest";

import { outputOf, runAlmanac } from "./support/run-almanac.ts";

/**
 * Cases that people brought to other almanacs and their forums, each with the answer that its source, a
 * second library or the Swiss Ephemeris gives.
 */
async function recordOf(line: string): Promise<any> {
  return JSON.parse(await outputOf(`${line} --json --lang zh-Hant`));
}

async function pillarsOf(line: string): Promise<string> {
  const { pillars } = await recordOf(`day ${line}`);
  return ["year", "month", "day", "hour"].map((column) => pillars[column].name).join(" ");
}

async function starsOf(line: string): Promise<readonly number[]> {
  const { stars } = await recordOf(`day ${line}`);
  return ["year", "month", "day", "hour"].map((column) => stars[column].number);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the four pillars", () => {
  test.each([
    // Between Spring starts and the lunar new year; the five tigers for a 戊 year.
    ["1988-02-15T23:30 --zone +08:00", "戊辰 甲寅 庚子 戊子"],
    // Eighty minutes before Summer starts at 17:52:50.
    ["2005-05-05T16:30 --zone +08:00", "乙酉 庚辰 己丑 壬申"],
    // A published chart, by the school whose day begins at 23:00; and the other school.
    ["2006-01-28T23:50 --zone +08:00 --day-boundary 23:00", "乙酉 己丑 戊午 壬子"],
    ["2006-01-28T23:50 --zone +08:00", "乙酉 己丑 丁巳 壬子"],
    ["1988-08-02T23:30 --zone +08:00", "戊辰 己未 己丑 丙子"],
    ["1988-08-02T23:30 --zone +08:00 --day-boundary 23:00", "戊辰 己未 庚寅 丙子"],
    // Spring starts of 2025, 22:10:28.
    ["2025-02-03T22:10 --zone +08:00", "甲辰 丁丑 癸卯 癸亥"],
    ["2025-02-03T22:11 --zone +08:00", "乙巳 戊寅 癸卯 癸亥"],
  ])("of %s are %s", async (line, pillars) => {
    expect(await pillarsOf(line)).toBe(pillars);
  });

  test("take the hour on every border to the second", async () => {
    const branches = "子丑寅卯辰巳午未申酉戌亥";
    for (let hour = 1; hour < 24; hour += 2) {
      const time = `T${String(hour).padStart(2, "0")}:00`;
      const { pillars } = await recordOf(`day 2020-08-08${time} --zone +08:00`);
      expect(pillars.hour.name[1]).toBe(branches[((hour + 1) / 2) % 12]);
    }
  });

  test("of Kashgar by the mean Sun are two double hours from those of its clock", async () => {
    const { pillars, readings } = await recordOf(
      "day 1990-06-01T13:00 --zone +08:00 --longitude 75.99",
    );
    expect(pillars.hour.name).toBe("丁未");
    expect(readings[0]).toMatchObject({ clock: "mean", pillars: { hour: { name: "乙巳" } } });
  });

  test("of Seoul at 127° east go an hour back", async () => {
    const { readings } = await recordOf("day 1995-08-15T15:00 --zone +09:00 --longitude 127");
    expect(readings[0]).toMatchObject({
      clock: "mean",
      time: "14:28:00",
      pillars: { hour: { name: "己未" } },
    });
    expect(await pillarsOf("1995-08-15T15:00+09:00 --zone +08:28")).toMatch(/ 己未$/);
  });

  test("at Spring starts of 2017 in Taipei hang on less than a second, and say so", async () => {
    const at = "2017-02-03T23:34:04 --zone Asia/Taipei";
    expect(await pillarsOf(`${at} --rule books`)).toBe("丁酉 壬寅 辛酉 庚子");
    expect(await pillarsOf(`${at} --rule books --day-boundary 23:00`)).toBe("丁酉 壬寅 壬戌 庚子");
    expect(await pillarsOf("2017-02-03T23:34:00 --zone Asia/Taipei")).toMatch(/^丙申 /);
    const { doubts } = await recordOf(`day ${at}`);
    expect(doubts.map(({ about }: any) => about)).toEqual(
      expect.arrayContaining(["year", "month", "term"]),
    );
  });
});

describe("the weather periods", () => {
  test.each([
    ["2016", "+08:00", "大雪", "2016-12-07 00:41:08"],
    ["2014", "+08:00", "驚蟄", "2014-03-06 00:02:15"],
    ["2045", "Asia/Tokyo", "立夏", "2045-05-05 10:59:31"],
    ["2048", "Asia/Tokyo", "秋分", "2048-09-22 17:00:41"],
    ["2007", "+09:00", "冬至", "2007-12-22 15:07:48"],
    ["2008", "+09:00", "夏至", "2008-06-21 08:59:21"],
    ["2008", "+09:00", "冬至", "2008-12-21 21:03:45"],
  ])("of %s on the clock of %s have %s at %s", async (year, zone, name, moment) => {
    const line = (await outputOf(`terms ${year} --zone ${zone} --lang zh-Hant`))
      .split("\n")
      .find((text) => text.includes(name));
    expect(line).toContain(moment);
  });
});

describe("the stars", () => {
  test.each([
    // A page that calls White 6 right and Purple 9 a common error: two rules.
    ["2021-02-20 --zone +08:00 --rule books", 2, 6],
    ["2021-02-20 --zone +08:00 --rule nearest", 2, 9],
    // The leap of 2008, where two libraries are wrong.
    ["2008-12-31 --zone +09:00 --rule nearest", 2, 9],
    // A master's rule: from the first Jia-Rat day back to the solstice.
    ["2023-12-22 --zone +08:00 --rule interpolated", 2, 9],
    ["1989-05-20 --zone +09:00", 1, 8],
    ["2001-01-15 --zone +09:00", 1, 3],
  ])("of %s: column %i has %i", async (line, column, star) => {
    expect((await starsOf(line))[column]).toBe(star);
  });

  test("of an hour of 2025 are not what a printed program had", async () => {
    expect(await starsOf("2025-08-13T21:00 --zone +08:00 --rule nearest")).toEqual([2, 5, 4, 1]);
  });
});

describe("the boards", () => {
  test.each([
    ["board 8", { SW: 5 }],
    ["board 1", { N: 6, NE: 4 }],
    ["board 4", { W: 6, S: 8, N: 9, SW: 1 }],
  ])("%s has the stars that three pages print", async (line, cells) => {
    const shown = JSON.parse(await outputOf(`${line} --json`)).cells;
    for (const [cell, number] of Object.entries(cells)) expect(shown[cell].number).toBe(number);
  });

  test("fly backward when they are asked to", async () => {
    const forward = JSON.parse(await outputOf("board 3 --json")).cells;
    const backward = JSON.parse(await outputOf("board 3 --descending --json")).cells;
    // The star that the forward flight leads to next from the centre, Northwest, is 4, and 2 backward.
    expect([forward.NW.number, backward.NW.number]).toEqual([4, 2]);
    expect(forward.C.number).toBe(backward.C.number);
  });
});

/** The sum of the digits of a number until one is left. */
function digitSum(number: number): number {
  return number < 10
    ? number
    : digitSum(Array.from(String(number), Number).reduce((a, b) => a + b, 0));
}

test(
  "the Eight Mansions number of men and women is that of the sums of digits, 1900 to 2100",
  {
    timeout: 60_000,
  },
  async () => {
    for (let year = 1900; year <= 2100; year++) {
      const { eightMansions } = JSON.parse(await outputOf(`person ${year}-06-15 --json`));
      const numberOf = (sex: string): number =>
        eightMansions.find((mansions: any) => mansions.sex === sex).number;
      const man = digitSum(11 - digitSum(year));
      const woman = digitSum(4 + digitSum(year));
      expect([year, numberOf("male"), numberOf("female")]).toEqual([
        year,
        man === 5 ? 2 : man,
        woman === 5 ? 8 : woman,
      ]);
    }
  },
);

test("a calendar has the same bytes whatever the zone of the process, and all-day events end on the next day", async () => {
  const line = "ical 2026-02-01 2026-02-10 --zone Asia/Shanghai";
  const texts = new Set<string>();
  for (const zone of ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"]) {
    vi.stubEnv("TZ", zone);
    texts.add(await outputOf(line));
  }
  expect(texts.size).toBe(1);
  const [text = ""] = texts;
  expect(text).toContain("DTSTART;VALUE=DATE:20260201\r\nDTEND;VALUE=DATE:20260202\r\n");
  expect(text).toContain("DTSTART:20260203T200208Z");
});

test("a variable that names no zone is named, with the cure", async () => {
  const { exitCode, stderr } = await runAlmanac(["day"], { env: { ALMANAC_ZONE: "Hanoi" } });
  expect(stderr).toMatch(/^almanac: ALMANAC_ZONE: .*Hanoi.*\+07:00 for the North/);
  expect(exitCode).toBe(2);
});
