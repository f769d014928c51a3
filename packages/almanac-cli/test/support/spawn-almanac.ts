import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

import type { Outcome } from "./run-almanac.ts";

const BIN = fileURLToPath(new URL("../../bin.js", import.meta.url));

/** Starts the built program as a process of its own. */
export function startAlmanac(
  argv: readonly string[],
  env: Record<string, string> = {},
): ChildProcess {
  return spawn(process.execPath, [BIN, ...argv], { env, stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs the built program to its end, with nothing in its environment but what is given. */
export async function spawnAlmanac(
  argv: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const child = startAlmanac(argv, env);
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (chunk: string) => {
      text[name] += chunk;
    });
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve(code ?? -1));
  });
  return { exitCode, ...text };
}
