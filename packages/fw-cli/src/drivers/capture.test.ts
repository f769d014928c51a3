import { expect, test } from "vitest";

import { never } from "../wait-until.ts";
import { capture } from "./capture.ts";
import type { GuestCommand } from "./driver.ts";
import { runOnNode } from "./netns/node-run.ts";

const driver = {
  exec: (_node: string, { argv, ...rest }: GuestCommand) => runOnNode(argv, rest),
};

test("capture returns what a program wrote and its exit code", async () => {
  const argv = ["sh", "-c", "echo out; echo err >&2; exit 3"] as const;
  expect(await capture(driver, "fw-1", argv, never)).toEqual({
    exitCode: 3,
    stdout: "out",
    stderr: "err",
  });
});

test("capture ends a program that floods, and says what to do", async () => {
  const started = performance.now();
  await expect(capture(driver, "fw-1", ["yes"], never)).rejects.toMatchObject({
    code: "E_GUEST",
    message: "yes on fw-1 wrote more than 64 MiB, and was ended",
    hint: expect.stringContaining("without --json"),
  });
  expect(performance.now() - started).toBeLessThan(20_000);
});
