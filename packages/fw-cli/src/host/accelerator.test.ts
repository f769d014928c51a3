import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { type AcceleratorOptions, chooseAccelerator } from "./accelerator.ts";
import type { BootAnswer } from "./boot-probe.ts";

let dir: string;
let options: AcceleratorOptions;
let probes: number;
let answer: BootAnswer;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-accel-"));
  const device = join(dir, "kvm");
  await writeFile(device, "");
  probes = 0;
  answer = { booted: true, reason: "a guest booted under KVM in 0.9 s" };
  options = {
    wanted: "auto",
    kernel: "vmlinuz",
    initrd: "initrd",
    env: { PATH: process.env["PATH"], XDG_CACHE_HOME: dir },
    signal: new AbortController().signal,
    device,
    probe: async () => {
      probes += 1;
      return answer;
    },
  };
});
afterEach(() => rm(dir, { recursive: true }));

describe("chooseAccelerator", () => {
  it("does not look at KVM when emulation is asked for", async () => {
    expect(await chooseAccelerator({ ...options, wanted: "tcg" })).toMatchObject({ accel: "tcg" });
    expect(probes).toBe(0);
  });

  it("takes KVM once a guest has booted with it, and remembers that", async () => {
    const first = await chooseAccelerator(options);
    expect(first).toMatchObject({ accel: "kvm", reason: answer.reason });
    expect(await chooseAccelerator(options)).toEqual(first);
    expect(probes).toBe(1);
  });

  it("emulates when the guest does not boot, and remembers that too", async () => {
    answer = { booted: false, reason: "a guest under KVM gave no sign of life within 12 s" };
    const first = await chooseAccelerator(options);
    expect(first).toMatchObject({ accel: "tcg", reason: answer.reason });
    expect(await chooseAccelerator(options)).toEqual(first);
    expect(probes).toBe(1);
  });

  it("probes anew when the device has changed", async () => {
    await chooseAccelerator(options);
    await utimes(join(dir, "kvm"), 1, 1);
    await chooseAccelerator(options);
    expect(probes).toBe(2);
  });

  it("probes anew when its memory is damaged", async () => {
    await chooseAccelerator(options);
    const file = join(dir, "fw-cli/accelerator.json");
    await writeFile(file, (await readFile(file, "utf8")).slice(0, 20));
    await chooseAccelerator(options);
    expect(probes).toBe(2);
  });

  it("refuses KVM that does not work, and asks again each time", async () => {
    answer = { booted: false, reason: "it hangs" };
    const refused = { code: "E_QEMU", message: "KVM does not work here: it hangs" };
    await expect(chooseAccelerator({ ...options, wanted: "kvm" })).rejects.toMatchObject(refused);
    await expect(chooseAccelerator({ ...options, wanted: "kvm" })).rejects.toMatchObject(refused);
    expect(probes).toBe(2);
  });

  it("emulates without a probe where there is no KVM", async () => {
    const device = join(dir, "none");
    expect(await chooseAccelerator({ ...options, device })).toEqual({
      accel: "tcg",
      reason: `there is no ${device}`,
      probedAt: undefined,
    });
    expect(probes).toBe(0);
  });
});
