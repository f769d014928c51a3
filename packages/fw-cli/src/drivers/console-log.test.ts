import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, it, onTestFinished } from "vitest";

import { olderLog } from "../host/capped-log.ts";
import { logTail } from "./console-log.ts";

it("fw shows the last lines of a console log, also of one that has just started anew", async () => {
  const dir = await mkdtemp(join(tmpdir(), "fw-tail-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  const log = join(dir, "console.log");
  expect(await logTail(log)).toBe("(it wrote nothing)");
  await writeFile(log, "kernel \u001b[31mpanic\n");
  expect(await logTail(log)).toBe("  | kernel panic");
  await writeFile(olderLog(log), "one\ntwo\n");
  expect(await logTail(log, 2)).toBe("  | two\n  | kernel panic");
});
