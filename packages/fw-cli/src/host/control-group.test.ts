import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test, vi } from "vitest";

import { controlGroupObstacle } from "./control-group.ts";

/** Puts a script in the place of systemd-run. */
async function systemdRun(script: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "fw-systemd-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, "systemd-run"), `#!/bin/sh\n${script}\n`);
  await chmod(join(dir, "systemd-run"), 0o755);
  vi.stubEnv("PATH", `${dir}:${process.env["PATH"]}`);
  onTestFinished(() => void vi.unstubAllEnvs());
}

test("a host whose systemd sets the limits has control groups", async () => {
  await systemdRun("echo 67108864; echo 16");
  expect(await controlGroupObstacle(true)).toBeUndefined();
});

test.each([
  [
    "cannot make a group",
    "echo 'System has not been booted with systemd' >&2; exit 1",
    "booted with systemd",
  ],
  ["ignores the limits", "echo max; echo max", "max"],
  ["says nothing", "exit 0", "sets no limits"],
])("a host whose systemd %s has none", async (_, script, obstacle) => {
  await systemdRun(script);
  expect(await controlGroupObstacle(true)).toContain(obstacle);
});

test("an ordinary user has none that would outlast a log-out", async () => {
  expect(await controlGroupObstacle(false)).toContain("log-out");
});
