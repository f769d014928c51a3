import type { Vm } from "fw-config";

import { controlGroupObstacle, inControlGroup } from "../../host/control-group.ts";

type Size = Pick<Vm, "memoryMiB" | "cpus">;

const MIB = 1024 ** 2;
/** What qemu holds beside the machine's memory: translated code, pictures, buffers. Measured: 0.1 GiB. */
const OVERHEAD_MIB = 1024;
/** A stack takes up 8 MiB of a process's data, used or not. */
const STACK_MIB = 8;
/** qemu's own threads: 4 of a machine that idles, 64 more for its disks, some for its screens. */
const THREADS = 128;

function threads({ cpus }: Size): number {
  return THREADS + cpus;
}

/**
 * The command that runs a machine's qemu with limits on what it may take up, whatever its guest makes
 * of it (setrlimit(2)): memory of its own, threads, and no file of all its memory when it crashes.
 *
 * @param sharing the sizes of all machines that run under the same user id; absent when others may
 * have that id too, whose processes would count
 */
export function withLimits(
  size: Size,
  sharing: readonly Size[] | undefined,
  argv: readonly string[],
): readonly string[] {
  const data = (size.memoryMiB + OVERHEAD_MIB + threads(size) * STACK_MIB) * MIB;
  // The lab's servers have the same id.
  const processes = sharing?.reduce((sum, each) => sum + threads(each), THREADS);
  const count = processes === undefined ? [] : [`--nproc=${processes}`];
  return ["prlimit", `--data=${data}`, "--core=0", ...count, "--", ...argv];
}

type Argv = readonly [string, ...string[]];

/**
 * What puts a machine's qemu, with all that starts it, into a control group of its own, where that is
 * possible. The host is probed for the first machine only.
 */
export function controlGroups(
  probe: () => Promise<string | undefined> = controlGroupObstacle,
): (size: Size) => Promise<(argv: Argv) => Argv> {
  let obstacle: Promise<string | undefined> | undefined;
  return async (size) => {
    if ((await (obstacle ??= probe())) !== undefined) return (argv) => argv;
    const memoryBytes = (size.memoryMiB + OVERHEAD_MIB) * MIB;
    return (argv) => inControlGroup({ memoryBytes, tasks: threads(size) }, argv);
  };
}
