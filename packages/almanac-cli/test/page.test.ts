import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { LANGUAGES } from "almanac-core";
import { XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";

import { outputOf, runAlmanac } from "./support/run-almanac.ts";

/** The body as XML: what is not closed or not escaped is found. */
function wellFormed(html: string): true | object {
  const body = html.slice(html.indexOf("<body>"), html.indexOf("</html>"));
  return XMLValidator.validate(body);
}

// Forty pages in one test, on a machine that may be busy.
describe("a page", { timeout: 60_000 }, () => {
  test.each(LANGUAGES)(
    "of a month and of a year in %s is whole and needs no other file",
    async (lang) => {
      for (const line of ["page 2024-08", "page 2026"]) {
        const html = await outputOf(`${line} --lang ${lang}`);
        expect(wellFormed(html)).toBe(true);
        expect(html).toContain(`<html lang="${lang}">`);
        expect(html).not.toMatch(/https?:|src=|href=|@import|undefined|NaN/);
      }
    },
  );

  test("of a month has a cell for every day under its weekday, the periods and the held days", async () => {
    const html = await outputOf("page 2021-06");
    expect(html.match(/class="date"/g)).toHaveLength(30);
    expect(html.match(/class="held"/g)).toHaveLength(2);
    expect(html).toContain("Summer Solstice 10:32:0");
    // 1 June 2021 was a Tuesday: one blank before it, and its name in the cell where a phone leaves the heads out.
    expect(html).toMatch(
      /<tbody>\s*<tr><td><\/td><td><span class="date"><span class="narrow">Tue <\/span>1</,
    );
    // The year, and the two weather months that June is in.
    expect(html.match(/<figure>/g)).toHaveLength(3);
  });

  test("of a year has thirteen boards, as many rows of afflictions and the 24 periods", async () => {
    const html = await outputOf("page 2026");
    expect(html.match(/<figure>/g)).toHaveLength(13);
    expect(html).toContain("S (Horse)");
    expect(html.match(/<tr>/g)).toHaveLength(1 + 13 + 24);
    expect(html).toContain("2026-06-19 – 2026-06-20");
  });

  test("is right in forty years, whatever the day on which they begin", async () => {
    for (let year = 2000; year < 2040; year++) {
      const html = await outputOf(`page ${year}-02`);
      const days = year % 4 === 0 ? 29 : 28;
      expect(html.match(/class="date"/g)).toHaveLength(days);
      const cells =
        html.slice(html.indexOf('class="month"')).split("</table>")[0]?.match(/<td/g) ?? [];
      expect(cells.length % 7).toBe(0);
      const first = (new Date(Date.UTC(year, 1, 1)).getUTCDay() + 6) % 7;
      expect(cells.length).toBe(7 * Math.ceil((first + days) / 7));
      expect(wellFormed(html)).toBe(true);
    }
  });

  test("has the paper that is asked for, a shape beside every colour, and the dark of the system", async () => {
    expect(await outputOf("page 2024-08")).toContain("size: A4");
    const html = await outputOf("page 2024-08 --paper letter");
    expect(html).toContain("size: letter");
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html.match(/class="mark"/g)).toHaveLength(31 + 5);
  });

  test.each([
    ["page 2024-13", "date-invalid", "PAGE"],
    ["page 24", "rule-range", "YEAR"],
    ["page 2024 --json", "usage", "--output"],
  ])("%s is refused", async (line, code, place) => {
    const { exitCode, stdout, stderr } = await runAlmanac(line.split(" "));
    expect(stderr).toContain(`[${code}]`.replace("[usage]", "usage"));
    expect(stderr).toContain(place);
    expect([exitCode, stdout]).toEqual([2, ""]);
  });

  test("that cannot be written leaves nothing behind", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "almanac-"));
    try {
      const { exitCode } = await runAlmanac(["page", "2024", "-o", "no/such/folder.html"], { cwd });
      expect(exitCode).toBe(1);
      expect(readdirSync(cwd)).toEqual([]);
      const { stdout } = await runAlmanac(["page", "2024", "-o", "2024.html", "--json"], { cwd });
      expect(JSON.parse(stdout)).toEqual({ version: 1, file: "2024.html" });
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });
});
