import { execa } from "execa";

import { FwError } from "../errors.ts";

/** What came of booting a guest. */
export interface BootAnswer {
  readonly booted: boolean;
  /** What was seen, in words. */
  readonly reason: string;
}

/** What a probe boots. */
export interface ProbedGuest {
  readonly kernel: string;
  /** Ours: it prints the word of the kernel argument `fw.probe` and powers off. */
  readonly initrd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** `kvm` (the default), or `tcg` to try the probe itself. */
  readonly accel?: "kvm" | "tcg";
  /** How long the guest may take, in milliseconds. */
  readonly deadline?: number;
}

/** Boots a guest and says whether it ran. */
export type BootProbe = (guest: ProbedGuest) => Promise<BootAnswer>;

/** KVM boots this guest in 1 to 2 s; a guest that needs ten times that is no use. */
const DEADLINE = 12_000;
const WORD = "fw-probe-alive";
const QEMU = "qemu-system-x86_64";

/**
 * Boots the base image's kernel with its initial RAM disk and waits for its sign of life.
 *
 * @throws FwError `E_MISSING_PACKAGES` without qemu, `E_ABORTED` on an abort.
 */
export async function probeBoot(guest: ProbedGuest): Promise<BootAnswer> {
  const { env, signal, accel = "kvm", deadline = DEADLINE } = guest;
  const started = performance.now();
  const end = new AbortController();
  // It ends with this program, however that ends: a guest that hangs would never do so itself.
  const probe = ["--pdeathsig", "KILL", "--", QEMU, ...probeArgs(guest, accel)];
  const running = execa("setpriv", probe, {
    env,
    extendEnv: false,
    stdin: "ignore",
    reject: false,
    timeout: deadline,
    killSignal: "SIGKILL",
    cancelSignal: AbortSignal.any([signal, end.signal]),
  });
  let alive = false;
  for await (const line of running.iterable()) {
    if (!line.includes(WORD)) continue;
    alive = true;
    end.abort();
  }
  const result = await running;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (signal.aborted) throw new FwError("E_ABORTED", "the accelerator probe was interrupted");
  // setpriv(1) ends so when there is no such command.
  if (result.code === "ENOENT" || result.exitCode === 127) {
    throw new FwError("E_MISSING_PACKAGES", `the command ${QEMU} is missing`, {
      hint: "see what the host needs: fw doctor",
    });
  }
  const name = accel.toUpperCase();
  if (alive) return { booted: true, reason: `a guest booted under ${name} in ${seconds} s` };
  if (result.timedOut) {
    const sign = result.stdout.trim() === "" ? "gave no sign of life" : "did not finish booting";
    return { booted: false, reason: `a guest under ${name} ${sign} within ${deadline / 1000} s` };
  }
  const said = (result.stderr || result.stdout).trim().split("\n").at(-1) || result.shortMessage;
  return { booted: false, reason: `a guest under ${name} did not boot: ${said}` };
}

function probeArgs({ kernel, initrd }: ProbedGuest, accel: "kvm" | "tcg"): readonly string[] {
  const machine = ["-M", "q35", "-accel", accel, "-m", "256M", "-smp", "1"];
  const cpu = accel === "kvm" ? "host" : "max,la57=off";
  const nothingElse = ["-nodefaults", "-no-user-config", "-display", "none", "-nic", "none"];
  const append = `console=ttyS0 panic=-1 fw.probe=${WORD}`;
  const boot = ["-no-reboot", "-kernel", kernel, "-initrd", initrd, "-append", append];
  return [...nothingElse, ...machine, "-cpu", cpu, "-serial", "stdio", "-sandbox", "on", ...boot];
}
