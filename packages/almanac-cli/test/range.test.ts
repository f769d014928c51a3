import { once } from "node:events";

import { describe, expect, test } from "vitest";

import { outputOf } from "./support/run-almanac.ts";
import { spawnAlmanac, startAlmanac } from "./support/spawn-almanac.ts";

/** Processes start slowly on a busy machine. */
const PATIENCE = { timeout: 60_000 };

describe("range", PATIENCE, () => {
  test("--json is one record a line, each what day says at noon", async () => {
    const lines = (await outputOf("range 2021-08-20 2021-08-25 --json")).trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    const third = JSON.parse(await outputOf("day 2021-08-22 --json"));
    expect(JSON.parse(lines[2] ?? "")).toEqual(third);
  });

  test("--csv has a heading and as many fields in every line", async () => {
    const lines = (await outputOf("range 2021-06-18 2021-06-20 --csv")).trimEnd().split("\n");
    const [head = [], ...rows] = lines.map((line) => line.split(","));
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toHaveLength(head.length);
    const held = rows.map((row) => row[head.indexOf("held")]);
    expect(held).toEqual(["false", "true", "true"]);
  });

  test("leaves out a day that the zone skipped", async () => {
    const text = await outputOf("range 2011-12-29 2011-12-31 --csv --zone Pacific/Apia");
    expect(text).toContain("2011-12-29");
    expect(text).not.toContain("2011-12-30,");
    expect(text).toContain("2011-12-31");
  });

  test("gives a whole century, every line whole", async () => {
    const { exitCode, stdout, stderr } = await spawnAlmanac(
      ["range", "1900-01-01", "1999-12-31", "--json"],
      {},
    );
    const lines = stdout.trimEnd().split("\n");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(lines).toHaveLength(36_524);
    for (const line of lines.filter((_, i) => i % 997 === 0))
      expect(() => JSON.parse(line)).not.toThrow();
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ date: "1999-12-31" });
  });
});

describe("a reader that closes the pipe", PATIENCE, () => {
  test.each([
    ["range", "1600-01-01", "2399-12-31", "--json"],
    ["range", "1600-01-01", "2399-12-31"],
    ["terms", "1900", "2100"],
    ["ical", "2000-01-01", "2009-12-31"],
  ])("ends %s quietly and soon", async (...argv) => {
    const child = startAlmanac(argv);
    const closed = once(child, "close");
    let stderr = "";
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    const { stdout } = child;
    if (stdout === null) throw new Error("the program has no output");
    await once(stdout, "data");
    stdout.destroy();
    const [code, signal] = await closed;
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: "" });
  });

  test("does not make it hold a century in memory", async () => {
    const child = startAlmanac(["range", "1000-01-01", "3000-12-31", "--json"]);
    const closed = once(child, "close");
    const { stdout } = child;
    if (stdout === null) throw new Error("the program has no output");
    await once(stdout, "readable");
    // The reader waits: the program must wait too, instead of computing on.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(child.exitCode).toBeNull();
    expect(stdout.readableLength).toBeLessThan(1 << 20);
    stdout.destroy();
    await closed;
  });
});

test("an interrupt ends a range at once, and silently", PATIENCE, async () => {
  const child = startAlmanac(["range", "1000-01-01", "3000-12-31", "--json"]);
  const closed = once(child, "close");
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  await once(child.stdout ?? child, "data");
  child.kill("SIGINT");
  child.stdout?.resume();
  const [code, signal] = await closed;
  expect({ code, signal, stderr }).toEqual({ code: null, signal: "SIGINT", stderr: "" });
});
