import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { onTestFinished } from "vitest";

import { run } from "../src/run.ts";
import { recordedIo } from "./io.ts";

/** The config of the repository's root. */
export const SEED: string = new URL("../../../fw.config.yaml", import.meta.url).pathname;

/** All that a user would see of a command. */
export interface Seen {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of the test's own, and the program run in it. */
export async function inFolder(): Promise<{
  readonly dir: string;
  readonly fw: (...argv: readonly string[]) => Promise<Seen>;
}> {
  const dir = await mkdtemp(join(tmpdir(), "fw-command-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return {
    dir,
    async fw(...argv) {
      const io = recordedIo(dir, { PATH: process.env["PATH"] ?? "", HOME: dir });
      const code = await run(argv, io);
      return { code, ...io.written };
    },
  };
}
