import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { runAlmanac } from "./support/run-almanac.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "almanac-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Each names the thing, the value and the hint, and ends with 2. */
const REFUSED: readonly (readonly [line: string, code: string, ...parts: string[]])[] = [
  ["day 2021-02-29", "date-invalid", "DATE", "2021-02-29", "YYYY-MM-DD"],
  ["day 2021-13-01", "date-invalid", "DATE", "2021-13-01"],
  ["day 2021-1-1", "date-invalid", "DATE", "2021-1-1", "today"],
  ["day next-week", "date-invalid", "DATE", "next-week"],
  ["day 2021-01-01T24:00", "time-invalid", "24"],
  ["day 2021-01-01T12:60+07:00", "time-invalid", "60"],
  [
    "day 2024-03-31T02:30 --zone Europe/Berlin",
    "time-nonexistent",
    "2024-03-31 02:30",
    "Europe/Berlin",
  ],
  ["day 2011-12-30 --zone Pacific/Apia", "time-nonexistent", "2011-12-30", "Pacific/Apia"],
  ["day --zone Mars/Phobos", "zone-unknown", "--zone", "Mars/Phobos", "+07:00"],
  ["day --zone Asia/Hanoi", "zone-unknown", "Asia/Hanoi"],
  ["day --zone +19:00", "zone-unknown", "+19:00"],
  ["day --rule seasons", "option-invalid", "--rule", "seasons", "season, books"],
  ["day --school 30", "option-invalid", "--school", "30", "29-no-leap"],
  ["day --lang fr", "option-invalid", "--lang", "fr", "zh-Hant"],
  ["day --day-boundary noon", "option-invalid", "--day-boundary", "noon", "23:00"],
  ["day 0600-01-01", "rule-range", "0600-01-01", "604 to 3914"],
  ["day 3915-03-01", "rule-range", "3915-03-01", "another rule"],
  ["day 4001-01-01 --rule books", "year-range", "4001"],
  ["day -- -1001-01-01", "year-range", "-1001", "-1000 to 4000"],
  ["hour 2021-02-30", "date-invalid", "DATE"],
  ["month 2021-13", "date-invalid", "MONTH", "2021-13"],
  ["month 2021", "date-invalid", "MONTH", "YYYY-MM"],
  ["year twenty", "date-invalid", "YEAR", "twenty"],
  ["terms 2024 2020", "range-reversed", "2024 to 2020"],
  ["terms 99999", "year-range", "99999"],
  ["compare soon", "date-invalid", "YEAR", "soon"],
  ["person 1990-02-30", "date-invalid", "BIRTH", "1990-02-30"],
  ["range 2021-08-25 2021-08-20", "range-reversed", "2021-08-25 to 2021-08-20", "earlier"],
  ["range 2021-08-25 tomorrow", "date-invalid", "TO", "tomorrow"],
  ["range 2021-01-01 2021-01-02 --json --csv", "usage", "--csv"],
  ["ical 2021-02-01 2021-01-01", "range-reversed", "2021-02-01 to 2021-01-01"],
  ["ical 2021-01-01 2021-02-01 --parts moons", "option-invalid", "--parts", "moons", "terms"],
  ["ical 2021-01-01 2021-02-01 --json", "usage", "--json", "--output"],
  ["day --config nowhere.json", "config-unreadable", "--config", "nowhere.json"],
];

describe("bad input", () => {
  test.each(REFUSED)("%s is %s", async (line, code, ...parts) => {
    const { exitCode, stdout, stderr } = await runAlmanac(line.split(" "), { cwd: folder });
    expect(stderr).toMatch(new RegExp(`\\[${code}\\]|"code":"${code}"`));
    for (const part of parts) expect(stderr).toContain(part);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });

  test.each([
    ["dya", "unknown command 'dya'", "Did you mean day?"],
    ["day --zoen UTC", "unknown option '--zoen'", "Did you mean --zone?"],
    ["day 2021-01-01 2021-01-02", "too many arguments"],
    ["person", "missing required argument 'birth'"],
    ["person 1990-01-01 --sex other", "Allowed choices are female, male"],
    ["completion tcsh", "'tcsh' is invalid", "bash, zsh, fish"],
    ["day --zone", "argument missing"],
  ])("%s: %s", async (line, ...parts) => {
    const { exitCode, stdout, stderr } = await runAlmanac(line.split(" "));
    for (const part of parts) expect(stderr).toContain(part);
    expect(stderr).toMatch(/^almanac: /);
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });

  test("no command shows the help and is a wrong call", async () => {
    const { exitCode, stderr } = await runAlmanac([]);
    expect(stderr).toContain("Usage: almanac");
    expect(exitCode).toBe(2);
  });

  test("help and version are no errors", async () => {
    expect((await runAlmanac(["--help"])).exitCode).toBe(0);
    expect((await runAlmanac(["day", "-h"])).exitCode).toBe(0);
    expect(await runAlmanac(["--version"])).toMatchObject({ exitCode: 0, stderr: "" });
  });
});

describe("a file that is written", () => {
  const line = ["plot", "2021", "-o"];

  test("comes whole and leaves nothing beside it", async () => {
    expect(await runAlmanac([...line, "a.svg"], { cwd: folder })).toMatchObject({ exitCode: 0 });
    expect(readdirSync(folder)).toEqual(["a.svg"]);
    expect(readFileSync(join(folder, "a.svg"), "utf8")).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
  });

  // The step that replaces works only within one file system: another one shows where the new file was made.
  test.skipIf(!existsSync("/dev/shm"))(
    "is made in its own folder, on any file system",
    async () => {
      const elsewhere = mkdtempSync("/dev/shm/almanac-");
      try {
        expect(await runAlmanac([...line, "a.svg"], { cwd: elsewhere })).toMatchObject({
          exitCode: 0,
        });
        expect(readdirSync(elsewhere)).toEqual(["a.svg"]);
      } finally {
        rmSync(elsewhere, { recursive: true });
      }
    },
  );

  test("replaces an older one through a link", async () => {
    writeFileSync(join(folder, "real.svg"), "old");
    symlinkSync("real.svg", join(folder, "link.svg"));
    await runAlmanac([...line, "link.svg"], { cwd: folder });
    expect(readFileSync(join(folder, "real.svg"), "utf8")).toMatch(/^<svg/);
    expect(readdirSync(folder).toSorted()).toEqual(["link.svg", "real.svg"]);
  });

  test.each([
    ["no/such/folder/a.svg", "ENOENT"],
    ["folder", "EISDIR|EEXIST|EPERM"],
    ["file/a.svg", "ENOTDIR"],
  ])("cannot be %s", async (file, reason) => {
    writeFileSync(join(folder, "file"), "kept");
    mkdirSync(join(folder, "folder"));
    const before = readdirSync(folder);
    const { exitCode, stdout, stderr } = await runAlmanac([...line, file], { cwd: folder });
    expect(stderr).toMatch(new RegExp(reason));
    expect(stderr).toContain("[write-failed]");
    expect(stderr).toContain(file);
    expect(stdout).toBe("");
    expect(exitCode).toBe(1);
    expect(readdirSync(folder)).toEqual(before);
    expect(readFileSync(join(folder, "file"), "utf8")).toBe("kept");
  });

  test("is not touched when the input is refused", async () => {
    writeFileSync(join(folder, "a.svg"), "kept");
    const { exitCode } = await runAlmanac(["plot", "99999", "-o", "a.svg"], { cwd: folder });
    expect(exitCode).toBe(2);
    expect(readFileSync(join(folder, "a.svg"), "utf8")).toBe("kept");
  });
});
