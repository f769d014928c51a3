import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { Artifact } from "../../src/index.ts";

/** What a command said. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Whether a program can be started. */
function installed(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

const canUnshare = spawnSync("unshare", ["--net", "--mount", "true"]).status === 0;

/** Why the real checkers cannot run here; undefined when they can. */
export function missing(...programs: readonly string[]): string | undefined {
  if (!canUnshare) return "network namespaces cannot be made (root is needed)";
  const absent = programs.filter((program) => !installed(program));
  return absent.length === 0 ? undefined : `not installed: ${absent.join(", ")}`;
}

/** Runs a script of the shell in a fresh network and mount namespace. */
export function inNamespace(script: string): Outcome {
  const commands = ["mount -t tmpfs none /run", "ip link set lo up", script];
  const { status, stdout, stderr } = spawnSync(
    "unshare",
    ["--net", "--mount", "sh", "-c", commands.join("\n")],
    { encoding: "utf8", timeout: 60_000 },
  );
  return { code: status, output: `${stdout}${stderr}` };
}

/** Writes the artifacts of a host under a new directory, calls back, and removes it. */
export function withFiles<T>(
  artifacts: readonly Artifact[],
  host: string,
  use: (directory: string) => T,
): T {
  const directory = mkdtempSync(join(tmpdir(), "fw-config-"));
  try {
    for (const { path, mode, content } of artifacts.filter((entry) => entry.host === host)) {
      const file = join(directory, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content, { mode });
    }
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
