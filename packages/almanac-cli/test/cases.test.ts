import { describe, expect, test } from "vitest";

import { MISTAKES } from "./support/bad-lines.ts";
import { outputOf, runAlmanac } from "./support/run-almanac.ts";

describe("a mistake", () => {
  test.each(MISTAKES)("%s is %s, and says what to type", async (line, code, ...parts) => {
    const { exitCode, stdout, stderr } = await runAlmanac(line.split(" "));
    expect(stderr).toContain(`[${code}]`);
    for (const part of parts) expect(stderr).toContain(part);
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });

  test("has its cure in JSON too", async () => {
    const { stderr } = await runAlmanac(["day", "2024-08-23", "14:30", "--json"]);
    expect(JSON.parse(stderr).error).toMatchObject({
      code: "usage",
      hint: expect.stringContaining("T14:30"),
    });
  });

  test("names the value that the parser refuses in JSON", async () => {
    const { stderr } = await runAlmanac(["person", "1990-05-05", "--sex", "x", "--json"]);
    const { version, error } = JSON.parse(stderr);
    expect(version).toBe(1);
    expect(error).toMatchObject({ code: "usage", place: "--sex", value: "x" });
  });

  test.each(["+7", "UTC+7", "GMT+7", "+07"])("is no longer the zone %s", async (zone) => {
    expect(await outputOf(`day 2024-08-23 --zone ${zone}`)).toContain("(+07:00)");
  });
});

async function pillarsOf(line: string): Promise<string> {
  const { pillars } = JSON.parse(await outputOf(`day ${line} --json --lang zh-Hant`));
  return Object.values(pillars as Record<string, { name: string }>)
    .map(({ name }) => name)
    .join(" ");
}

/** Cases from the trackers and pages of other almanacs, each with the pillars that its source gives. */
describe("a public case", () => {
  test.each([
    // lunar-python #7
    ["1988-02-15T23:30 --zone +08:00", "戊辰 甲寅 庚子 戊子"],
    // kinqimen #53, Horosa #4
    ["2005-05-05T16:30 --zone +08:00", "乙酉 庚辰 己丑 壬申"],
    // mattxlee/eightwords #2, a chart of Wikipedia's
    ["2006-01-28T23:50 --zone +08:00 --day-boundary 23:00", "乙酉 己丑 戊午 壬子"],
    // lunar-javascript #61: the two main schools
    ["1988-08-02T23:30 --zone +08:00", "戊辰 己未 己丑 丙子"],
    ["1988-08-02T23:30 --zone +08:00 --day-boundary 23:00", "戊辰 己未 庚寅 丙子"],
    // be-realdeveloper/saju PR 1: Seoul on the mean time of 127° east
    ["1995-08-15T15:00+09:00 --zone +08:28", "乙亥 甲申 戊寅 己未"],
  ])("%s is %s", async (line, pillars) => {
    expect(await pillarsOf(line)).toBe(pillars);
  });

  test.each([
    // tyme4ts #39: dates printed on the mean time of Peking
    ["terms 1917 --zone +07:45:40", "1917-12-07"],
    ["terms 1927 --zone +07:45:40", "1927-09-08"],
    ["terms 1928 --zone +07:45:40", "1928-06-21"],
    // KASI 2024
    ["terms 2024 --zone Asia/Seoul", "2024-08-22 23:55:03"],
  ])("%s has %s", async (line, moment) => {
    expect(await outputOf(line)).toContain(moment);
  });

  test("the equinox of 2084 that an official table puts a day earlier is in doubt", async () => {
    const line = (await outputOf("terms 2084 --zone +08:00"))
      .split("\n")
      .find((text) => text.includes("Spring Equinox"));
    expect(line).toMatch(/2084-03-20 00:00:29 .* Day$/);
  });

  test("a birth under China's summer time shows the pillars of standard time", async () => {
    const { readings, pillars } = JSON.parse(
      await outputOf("day 1988-07-17T13:30 --zone Asia/Shanghai --json --lang zh-Hans"),
    );
    expect(pillars.hour.name).toBe("己未");
    expect(readings).toMatchObject([
      { clock: "standard", time: "12:30:00", pillars: { hour: { name: "戊午" } } },
    ]);
  });

  test("a birth in Vietnam in 1968 shows the year of the North beside that of Saigon", async () => {
    const person = JSON.parse(await outputOf("person 1968-02-05T01:30 --json"));
    expect(person).toMatchObject({
      weatherYear: 1967,
      readings: [{ clock: "saigon-1960", weatherYear: 1968 }],
    });
    expect(await outputOf("person 1968-02-05T01:30")).toContain("use --zone +07:00");
    expect(await outputOf("person 1976-02-05T01:30")).not.toContain("decree");
  });

  test("true solar time turns a birth in Hanoi back from the Rat hour", async () => {
    const { readings } = JSON.parse(
      await outputOf(
        "day 1990-02-11T23:05 --place 21.03,105.85 --day-boundary 23:00 --json --lang zh-Hans",
      ),
    );
    expect(readings[1]).toMatchObject({
      clock: "apparent",
      pillars: { day: { name: "丁未" }, hour: { name: "辛亥" } },
    });
    expect(readings[1].time).toMatch(/^22:54:/);
  });

  test("a date before 1582 is said to be Gregorian, and can be given in the Julian calendar", async () => {
    expect(await outputOf("day 1391-02-13 --rule books")).toContain(
      "in the Julian calendar 1391-02-05",
    );
    // tyme4ts and lunar-javascript: 己丑
    expect(await pillarsOf("1391-02-05 --calendar julian --rule books")).toContain("己丑");
    expect(await outputOf("day 2024-08-23")).not.toContain("Julian");
    expect(await outputOf("day 1582-10-10 --rule books")).toContain("Julian calendar 1582-09-30");
    expect(await outputOf("day 1500-02-29 --calendar julian --rule books")).toContain("1500-03-10");
  });

  test("a birth without a time on the day of Spring starts has both answers", async () => {
    const text = await outputOf("person 2024-02-04 --sex male");
    expect(text).toContain("time unknown");
    expect(text).not.toContain("12:00:00");
    for (const part of ["15:27:07", "weather year 2023", "weather year 2024", "4-Green", "3-Blue"])
      expect(text).toContain(part);
    const { alternatives, birth } = JSON.parse(await outputOf("person 2024-02-04 --json"));
    expect(birth.time).toBeNull();
    expect(alternatives).toMatchObject([{ weatherYear: 2024, birth: { from: "15:27:07" } }]);
    expect(JSON.parse(await outputOf("person 2024-02-04T15 --json")).alternatives).toHaveLength(1);
    expect(JSON.parse(await outputOf("person 2024-02-04T16 --json")).alternatives).toBeUndefined();
    expect(await outputOf("day 2024-02-04")).toContain("From 15:27:07 Jia-Dragon Bing-Tiger");
  });

  test("an hour that was asked for is marked", async () => {
    expect(await outputOf("hour 2024-08-23T10:00")).toMatch(/^> +09:00–11:00/m);
    expect(await outputOf("hour 2024-08-23T23:30")).toMatch(/^2024-08-24[\s\S]*^> +23:00–01:00/m);
    expect(await outputOf("hour 2024-08-23")).not.toContain(">");
  });

  test("every JSON record holds its boards", async () => {
    const { boards, stars } = JSON.parse(await outputOf("day 2024-08-23 --json"));
    for (const column of ["year", "month", "day", "hour"])
      expect(boards[column].C).toBe(stars[column].number);
    const { months } = JSON.parse(await outputOf("year 2026 --json"));
    expect(months.every(({ board, star }: any) => board.C === star.number)).toBe(true);
  });

  test("so do those of periods, comparisons and plots", async () => {
    const terms = JSON.parse(await outputOf("terms 2024 --json"));
    expect(terms).toHaveLength(24);
    // Spring starts of 2024 begins the Tiger month, whose star is 5.
    expect(terms[2]).toMatchObject({ longitude: 315, star: { number: 5 }, board: { C: 5, S: 9 } });
    const { days } = JSON.parse(await outputOf("compare 2021 --json"));
    for (const { stars, boards } of days)
      for (const rule of Object.keys(stars)) expect(boards[rule].C).toBe(stars[rule].number);
    const { series } = JSON.parse(await outputOf("plot 2021 --json"));
    for (const { star, board } of series[1].points) expect(board.C).toBe(star);
  });

  test("a month, a year, the periods and a page can be asked for in the Julian calendar", async () => {
    const month = await outputOf("month 1391-02 --calendar julian --rule books");
    expect(month).toContain("Dates are of the Julian calendar.");
    // 28 days, and 5 February is the day that tyme4ts calls so: Ji-Ox.
    expect(month.match(/^1391-02-/gm)).toHaveLength(28);
    expect(month).toMatch(/^1391-02-05 .* Ji-Ox /m);
    const same = await outputOf("day 1391-02-05 --calendar julian --rule books");
    expect(same).toContain("Ji-Ox");
    const gregorian = await outputOf("month 1391-02 --rule books");
    expect(gregorian).toContain("proleptic Gregorian");
    expect(await outputOf("month 2024-02")).not.toContain("calendar;");
    // In 1391 the Julian calendar was eight days behind.
    expect(await outputOf("terms 1391 --calendar julian --zone UTC")).toMatch(
      /Spring Equinox +1391-03-12 .* 1391-03-20T/,
    );
    expect(await outputOf("terms 1391 --zone UTC")).toMatch(/Spring Equinox +1391-03-20 /);
    expect(await outputOf("year 1391 --calendar julian")).toMatch(/^1 .* 1391-01-2\d /m);
    const page = await outputOf("page 1391-02 --calendar julian");
    expect(page.match(/class="date"/g)).toHaveLength(28);
    expect(await outputOf("page 1391 --calendar julian")).toContain("Julian calendar");
    // Twenty-four periods a year, whatever the calendar.
    for (const year of [1, 1000, 1582, 3000])
      expect(
        JSON.parse(await outputOf(`terms ${year} --calendar julian --json`)).length,
      ).toBeGreaterThanOrEqual(24);
  });
});
