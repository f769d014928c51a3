import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { execa } from "execa";

import { FwError } from "../errors.ts";
import type { Io } from "../io.ts";

/**
 * Runs remote-viewer until its window is closed, its machine ends or another viewer takes over.
 *
 * @param node whose screen it is
 * @param viewer the program's path
 * @param vv the text of its connection file
 * @throws FwError `E_VIEW` with its last words when it fails; what `signal` was aborted for, when
 * the viewer was ended by that
 */
export async function runViewer(
  node: string,
  viewer: string,
  vv: string,
  { env, signal }: Pick<Io, "env" | "signal">,
): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "fw-view-"));
  try {
    const file = join(dir, "screen.vv");
    await writeFile(file, vv, { mode: 0o600 });
    const options = { env, extendEnv: false, reject: false } as const;
    const running = execa(viewer, ["--spice-disable-audio", file], {
      ...options,
      stdin: "ignore",
      all: true,
      buffer: false,
      cancelSignal: signal,
    });
    const words: string[] = [];
    for await (const line of running.iterable({ from: "all" })) {
      words.push(line.slice(0, MAX_LINE));
      if (words.length > LAST_LINES) words.shift();
    }
    const { exitCode, signal: killedBy, failed } = await running;
    signal.throwIfAborted();
    if (!failed) return;
    const { stdout: version } = await execa(viewer, ["--version"], options);
    const end = exitCode === undefined ? `was ended by ${killedBy}` : `ended with ${exitCode}`;
    const said = [`${version || viewer} ${end}`, ...words.map((line) => `  | ${line}`)];
    throw new FwError("E_VIEW", said.join("\n"), { hint: otherWays(node) });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const LAST_LINES = 5;
const MAX_LINE = 200;

/** How to see a node's screen without a viewer here. */
export function otherWays(node: string): string {
  return [
    `in a browser: fw view ${node} --web`,
    `from another machine: fw view ${node} --vv FILE`,
    `as a picture: fw screenshot ${node} -o FILE.png`,
  ].join("; ");
}
