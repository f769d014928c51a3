import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { probeBoot } from "./boot-probe.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-probe-"));
});
afterEach(() => rm(dir, { recursive: true }));

async function probe(qemu: string, deadline = 10_000): ReturnType<typeof probeBoot> {
  await writeFile(join(dir, "qemu-system-x86_64"), `#!/bin/sh\n${qemu}\n`);
  await chmod(join(dir, "qemu-system-x86_64"), 0o755);
  const env = { PATH: `${dir}:/usr/bin:/bin` };
  return probeBoot({
    kernel: "k",
    initrd: "i",
    env,
    signal: AbortSignal.timeout(20_000),
    deadline,
  });
}

describe("probeBoot", () => {
  it("believes only the guest's own word", async () => {
    const answer = await probe('echo "[0.1] fw-init: fw-probe-alive"; exec sleep 60');
    expect(answer.booted).toBe(true);
    expect(answer.reason).toMatch(/^a guest booted under KVM in \d+\.\d s$/);
  });

  it("says when the guest stays silent", async () => {
    expect(await probe("exec sleep 60", 300)).toEqual({
      booted: false,
      reason: "a guest under KVM gave no sign of life within 0.3 s",
    });
  });

  it("says when the guest begins and does not finish", async () => {
    expect(await probe("echo Booting; exec sleep 60", 1000)).toEqual({
      booted: false,
      reason: "a guest under KVM did not finish booting within 1 s",
    });
  });

  it("shows what qemu said when it ended", async () => {
    expect(await probe("echo 'kvm.c:3183: Assertion failed' >&2; exit 134")).toEqual({
      booted: false,
      reason: "a guest under KVM did not boot: kvm.c:3183: Assertion failed",
    });
  });

  it("does not take a guest that powers off in silence for a sign of life", async () => {
    expect((await probe("exit 0")).booted).toBe(false);
  });

  it("names qemu when it is missing", async () => {
    const { signal } = new AbortController();
    const missing = probeBoot({ kernel: "k", initrd: "i", env: { PATH: dir }, signal });
    await expect(missing).rejects.toMatchObject({ code: "E_MISSING_PACKAGES" });
  });
});
