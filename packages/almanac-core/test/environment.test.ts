import { afterEach, expect, test, vi } from "vitest";

import { createAlmanac, parseDate } from "../src/index.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("the TZ of the process changes nothing", () => {
  const answers = ["UTC", "America/New_York", "Pacific/Kiritimati"].map((zone) => {
    vi.stubEnv("TZ", zone);
    // Proof that the process has taken the zone over.
    const offset = new Date(0).getTimezoneOffset();
    const records = [...createAlmanac().days(parseDate("2021-06-01"), parseDate("2022-01-31"))];
    return { offset, text: JSON.stringify(records) };
  });
  expect(new Set(answers.map(({ offset }) => offset)).size).toBe(3);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});
