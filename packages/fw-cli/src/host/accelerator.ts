import { open, rename, stat, writeFile } from "node:fs/promises";
import { cpus, release } from "node:os";
import { dirname, join } from "node:path";

import { execa } from "execa";
import { z } from "zod";

import { FwError } from "../errors.ts";
import { type BootProbe, probeBoot } from "./boot-probe.ts";
import { cacheDir, makeOwnCache, requireOwnCache } from "./cache-dir.ts";
import { errnoCode } from "./errno.ts";
import { readOwnFile } from "./own-place.ts";

/** How qemu runs the guests, and why. */
export interface Accelerator {
  readonly accel: "kvm" | "tcg";
  readonly reason: string;
  /** When a guest was booted to find out, ISO 8601 in UTC; undefined when it was not needed. */
  readonly probedAt: string | undefined;
}

/** What the choice depends on. */
export interface AcceleratorOptions {
  readonly wanted: "auto" | "kvm" | "tcg";
  /** Kernel and initial RAM disk of the base image, which the probe boots. */
  readonly kernel: string;
  readonly initrd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** The device that KVM is reached by; for tests. */
  readonly device?: string;
  /** For tests. */
  readonly probe?: BootProbe;
}

/**
 * Chooses between KVM and emulation by booting a guest: a /dev/kvm that opens
 * proves nothing. The answer is remembered until the kernel, qemu, the
 * processor or the device changes.
 *
 * @throws FwError `E_QEMU` when `kvm` is wanted and a guest does not boot with it.
 */
export async function chooseAccelerator(options: AcceleratorOptions): Promise<Accelerator> {
  if (options.wanted === "tcg") return emulation("asked for");
  const found = await findAccelerator(options);
  if (options.wanted === "kvm" && found.accel !== "kvm") {
    throw new FwError("E_QEMU", `KVM does not work here: ${found.reason}`, {
      hint: "use --accel auto or --accel tcg",
    });
  }
  return found;
}

async function findAccelerator(options: AcceleratorOptions): Promise<Accelerator> {
  const device = options.device ?? "/dev/kvm";
  const obstacle = await whyClosed(device);
  if (obstacle !== undefined) return emulation(obstacle);
  const key = await hostKey(options, device);
  const file = join(cacheDir(options.env), "accelerator.json");
  // Asking for KVM is asking anew: the user may have repaired it.
  const known = options.wanted === "kvm" ? undefined : await remembered(file, key);
  if (known !== undefined) return known;
  const { kernel, initrd, env, signal } = options;
  const answer = await (options.probe ?? probeBoot)({ kernel, initrd, env, signal });
  const found: Accelerator = {
    accel: answer.booted ? "kvm" : "tcg",
    reason: answer.reason,
    probedAt: new Date().toISOString(),
  };
  await remember(file, key, found);
  return found;
}

function emulation(reason: string): Accelerator {
  return { accel: "tcg", reason, probedAt: undefined };
}

async function whyClosed(device: string): Promise<string | undefined> {
  try {
    await (await open(device, "r+")).close();
    return undefined;
  } catch (error) {
    const code = errnoCode(error);
    if (code === "ENOENT") return `there is no ${device}`;
    if (code === "EACCES" || code === "EPERM")
      return `no permission to open ${device} (is this user in the group kvm?)`;
    return `${device} cannot be opened (${code})`;
  }
}

/** Everything that, when it changes, makes an old answer worthless. */
async function hostKey({ env, signal }: AcceleratorOptions, device: string): Promise<string> {
  const { mtimeMs } = await stat(device);
  const qemu = await execa("qemu-system-x86_64", ["--version"], {
    env,
    extendEnv: false,
    reject: false,
    cancelSignal: signal,
  });
  return JSON.stringify([release(), qemu.stdout?.split("\n")[0], cpus()[0]?.model, mtimeMs]);
}

const memory = z.strictObject({
  key: z.string(),
  accel: z.enum(["kvm", "tcg"]),
  reason: z.string(),
  probedAt: z.iso.datetime(),
});

async function remembered(file: string, key: string): Promise<Accelerator | undefined> {
  if (!(await requireOwnCache(dirname(file)))) return undefined;
  const text = await readOwnFile(file, "mine or root's");
  try {
    const { key: known, ...answer } = memory.parse(JSON.parse(text ?? ""));
    return known === key ? answer : undefined;
  } catch {
    return undefined;
  }
}

async function remember(file: string, key: string, answer: Accelerator): Promise<void> {
  await makeOwnCache(dirname(file));
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify({ key, ...answer }, null, 2)}\n`);
  await rename(draft, file);
}
