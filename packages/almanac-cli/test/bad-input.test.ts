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

import { REFUSED } from "./support/bad-lines.ts";
import { runAlmanac } from "./support/run-almanac.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "almanac-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

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

  test.each([
    ["dya", { place: "argument 1", value: "dya", hint: "Did you mean day?" }],
    ["day --zoen UTC", { place: "argument 2", value: "--zoen", hint: "Did you mean --zone?" }],
    [
      "day 2021-01-01 2021-01-02",
      { place: "argument 3", value: "2021-01-02", hint: "see: almanac --help" },
    ],
    ["person", { place: "BIRTH", hint: "see: almanac --help" }],
    ["--json day --zone", { place: "--zone", hint: "see: almanac --help" }],
  ])("%s names its place, its value and a cure as JSON", async (line, expected) => {
    const argv = line.split(" ");
    const { exitCode, stderr } = await runAlmanac(
      line.includes("--json") ? argv : [...argv, "--json"],
    );
    const { code, message, ...rest } = JSON.parse(stderr).error;
    expect([code, typeof message, exitCode]).toStrictEqual(["usage", "string", 2]);
    expect(rest).toStrictEqual(expected);
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
