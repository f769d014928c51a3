import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { runAlmanac, type Place } from "./support/run-almanac.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "almanac-"));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function configure(settings: unknown): void {
  mkdirSync(join(home, ".config", "almanac"), { recursive: true });
  writeFileSync(join(home, ".config", "almanac", "config.json"), JSON.stringify(settings));
}

async function day(args: readonly string[], place: Place = {}): Promise<any> {
  const outcome = await runAlmanac(["day", "2021-08-22", "--json", ...args], place);
  if (outcome.exitCode !== 0) throw new Error(outcome.stderr);
  return JSON.parse(outcome.stdout);
}

describe("settings", () => {
  test("are the defaults where nobody says anything", async () => {
    expect(await day([])).toMatchObject({
      zone: "Asia/Ho_Chi_Minh",
      rule: "season",
      dayBoundary: "midnight",
    });
  });

  test("come from the config file, then the environment, then the flags", async () => {
    configure({ zone: "Asia/Tokyo", rule: "nearest", lang: "vi" });
    const env = { HOME: home };
    expect(await day([], { env })).toMatchObject({
      zone: "Asia/Tokyo",
      rule: "nearest",
      pillars: { day: { name: "Nhâm Dần" } },
    });
    const byVariable = { ...env, ALMANAC_RULE: "books", ALMANAC_ZONE: "" };
    expect(await day([], { env: byVariable })).toMatchObject({ zone: "Asia/Tokyo", rule: "books" });
    expect(await day(["--rule", "season"], { env: byVariable })).toMatchObject({ rule: "season" });
  });

  test("come from XDG_CONFIG_HOME, ALMANAC_CONFIG and --config, each over the one before", async () => {
    configure({ rule: "books" });
    writeFileSync(join(home, "a.json"), '{ "rule": "nearest" }');
    writeFileSync(join(home, "b.json"), '{ "rule": "interpolated" }');
    const env = { XDG_CONFIG_HOME: join(home, ".config") };
    expect(await day([], { env })).toMatchObject({ rule: "books" });
    const named = { ...env, ALMANAC_CONFIG: "a.json" };
    expect(await day([], { env: named, cwd: home })).toMatchObject({ rule: "nearest" });
    const option = ["--config", "b.json"];
    expect(await day(option, { env: named, cwd: home })).toMatchObject({ rule: "interpolated" });
  });

  test("switch on and off by variable", async () => {
    const ascii = await runAlmanac(["day", "2021-08-22"], { env: { ALMANAC_ASCII: "1" } });
    expect(ascii.stdout).toMatch(/^[\x20-\x7e\n]+$/);
    const off = await runAlmanac(["day", "2021-08-22"], { env: { ALMANAC_ASCII: "off" } });
    expect(off.stdout).toContain("┌");
  });

  test.each([
    [{ rules: "books" }, "config-invalid", "no such setting: rules"],
    [{ rule: "book" }, "option-invalid", "config.json: rule"],
    [{ ascii: "perhaps" }, "option-invalid", "perhaps"],
    [{ zone: ["UTC"] }, "config-invalid", "config.json: zone"],
    [[], "config-invalid", "not an object"],
  ])("of a config file %j are refused", async (settings, code, part) => {
    configure(settings);
    const { exitCode, stderr } = await runAlmanac(["day"], { env: { HOME: home } });
    expect(stderr).toContain(`[${code}]`);
    expect(stderr).toContain(part);
    expect(exitCode).toBe(2);
  });

  test("of a variable are refused by its name", async () => {
    const { exitCode, stderr } = await runAlmanac(["day"], { env: { ALMANAC_RULE: "x" } });
    expect(stderr).toContain("ALMANAC_RULE");
    expect(exitCode).toBe(2);
  });
});

describe("colour", () => {
  const ESCAPE = String.fromCodePoint(27);

  test.each([
    [{ isTTY: true }, true],
    [{ isTTY: false }, false],
    [{ isTTY: true, env: { NO_COLOR: "1" } }, false],
    [{ isTTY: true, env: { TERM: "dumb" } }, false],
    [{ isTTY: false, env: { FORCE_COLOR: "1" } }, true],
  ])("in %j: %s", async (place, coloured) => {
    const commands = [
      "day",
      "hour",
      "month",
      "year",
      "fortune",
      "compare 2021",
      "person 1990-01-01",
    ];
    for (const line of commands) {
      const { stdout } = await runAlmanac(line.split(" "), place);
      expect(stdout.includes(ESCAPE)).toBe(coloured);
    }
  });

  test("does not change a letter", async () => {
    const plain = await runAlmanac(["day", "2021-08-22"]);
    const painted = await runAlmanac(["day", "2021-08-22"], { isTTY: true });
    const stripped = painted.stdout.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, "g"), "");
    expect(stripped.replaceAll(/ +$/gm, "")).toBe(plain.stdout);
  });
});
