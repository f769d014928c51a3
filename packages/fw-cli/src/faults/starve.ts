import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

import { execa } from "execa";

import { shell } from "../guest/shell.ts";
import { insideNamespace } from "../host/namespace.ts";
import type { Lab } from "../lab/lab.ts";

/** Keeps every processor of the host busy twice over for a while, at ordinary priority. */
export async function starve({ state }: Lab, ms: number): Promise<void> {
  const [file, ...args] = insideNamespace(state.namespace, [
    "timeout",
    String(ms / 1000),
    ...shell("busy"),
  ]);
  const workers = Array.from({ length: 2 * availableParallelism() }, () =>
    execa(file, args, { reject: false, cwd: "/" }),
  );
  await sleep(ms);
  await Promise.all(workers);
}
