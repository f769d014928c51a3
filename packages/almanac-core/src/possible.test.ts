import { describe, expect, test } from "vitest";

import { createAlmanac } from "./almanac.ts";

const clock = ({ hour, minute }: { hour: number; minute: number }): string =>
  `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;

describe("a date without a time", () => {
  const almanac = createAlmanac();

  test("means two years on the day of Spring starts, with the instant between them", () => {
    const records = almanac.possible({ year: 2024, month: 2, day: 4 });
    // Swiss Ephemeris: 2024-02-04 15:27:07 on +07:00.
    expect(records.map(({ weatherYear, time }) => [weatherYear, clock(time)])).toEqual([
      [2023, "00:00"],
      [2024, "15:27"],
    ]);
  });

  test("means one thing on a day without a turn, and on one with a middle period", () => {
    expect(almanac.possible({ year: 2024, month: 8, day: 23 })).toHaveLength(1);
    expect(almanac.possible({ year: 2024, month: 8, day: 22 })).toHaveLength(1);
  });

  test("with an hour means two things in the hour of the turn alone", () => {
    const date = { year: 2024, month: 2, day: 4 };
    expect(almanac.possible(date, 15)).toHaveLength(2);
    expect(almanac.possible(date, 14).map(({ weatherYear }) => weatherYear)).toEqual([2023]);
    expect(almanac.possible(date, 16).map(({ weatherYear }) => weatherYear)).toEqual([2024]);
  });

  test("means two days where a day begins at 23:00", () => {
    const records = createAlmanac({ dayBoundary: "23:00" }).possible({
      year: 2024,
      month: 8,
      day: 23,
    });
    expect(records.map(({ pillars }) => pillars.day)).toEqual([55, 56]);
  });

  test("begins after the hour that the clock was put forward over", () => {
    // Saigon, 1943-01-01: the clock went from 23:00 of the eve to midnight.
    const records = almanac.possible({ year: 1942, month: 12, day: 31 }, 23);
    expect(records.map(({ date }) => date)).toEqual([{ year: 1943, month: 1, day: 1 }]);
  });
});

describe("a doubt", () => {
  test("is told at twice the error of ΔT: the spring equinox of 2084 in +08:00, which an official table puts a day before", () => {
    const zone = "+08:00";
    const equinox = [...createAlmanac({ zone }).terms(2084)].find(
      ({ longitude }) => longitude === 0,
    );
    expect(equinox).toMatchObject({ date: { year: 2084, month: 3, day: 20 }, dateDoubtful: true });
    expect(equinox?.time).toMatchObject({ hour: 0, minute: 0 });
  });

  test("is told of as few terms as the errors allow from 2027 to 2100", () => {
    const doubtful = (zone: string): number =>
      [...createAlmanac({ zone }).terms(2027, 2100)].filter(({ dateDoubtful }) => dateDoubtful)
        .length;
    expect([doubtful("+08:00"), doubtful("+07:00")]).toEqual([2, 1]);
  });
});

test("a zone is given as text", () => {
  expect(createAlmanac({ zone: "+8" }).settings.zone.id).toBe("+08:00");
  expect(createAlmanac({ zone: "UTC+7:45:40" }).settings.zone).toMatchObject({
    id: "+07:45:40",
    initialOffset: 27_940,
  });
  expect(createAlmanac({ zone: "gmt-3" }).settings.zone.id).toBe("-03:00");
});
