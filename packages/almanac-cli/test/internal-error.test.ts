import { Readable, Writable } from "node:stream";

import { describe, expect, test } from "vitest";

import { run } from "../src/main.ts";

/** Runs a command whose output breaks in a way that no user can cure. */
async function runBroken(env: Record<string, string>, error: Error): Promise<[number, string]> {
  let stderr = "";
  const io = {
    stdout: Object.assign(new Writable(), {
      write: (): boolean => {
        throw error;
      },
    }),
    stderr: new Writable({
      write: (chunk, _, done) => {
        stderr += String(chunk);
        done();
      },
    }),
    stdin: Readable.from([]),
    env,
    cwd: "/",
  };
  return [await run(["board", "5"], io), stderr];
}

describe("a bug", () => {
  test("is called one, without a stack, and ends with 1", async () => {
    const [exitCode, stderr] = await runBroken({}, new Error("boom"));
    expect(stderr).toBe("almanac: a bug in almanac: boom [internal]\n");
    expect(exitCode).toBe(1);
  });

  test("shows its stack to who asks for it", async () => {
    const [, stderr] = await runBroken({ ALMANAC_DEBUG: "1" }, new Error("boom"));
    expect(stderr).toMatch(/\n\s+at /);
  });

  test("is not what a closed pipe is", async () => {
    const closed = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    expect(await runBroken({}, closed)).toEqual([0, ""]);
  });
});
