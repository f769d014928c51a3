import { Readable, Writable } from "node:stream";

import type { Io } from "../../src/io.ts";
import { run } from "../../src/main.ts";

/** What a run said and how it ended. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a run takes place; a bare environment at noon of 1 March 2026 UTC when nothing is said. */
export interface Place {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  readonly now?: number;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

class Sink extends Writable {
  text = "";
  readonly columns: number;
  readonly isTTY: boolean;
  constructor(isTTY: boolean, columns: number) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
    this.columns = columns;
  }
  override _write(chunk: string, _: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

/** Runs a command line in this process, away from its environment, its clock and its terminal. */
export async function runAlmanac(argv: readonly string[], place: Place = {}): Promise<Outcome> {
  const { isTTY = false, columns = 80 } = place;
  const stdout = new Sink(isTTY, columns);
  const stderr = new Sink(isTTY, columns);
  const io: Io = {
    stdout,
    stderr,
    stdin: Readable.from([]),
    env: place.env ?? {},
    cwd: place.cwd ?? "/",
    now: () => place.now ?? Date.UTC(2026, 2, 1, 12),
  };
  const exitCode = await run(argv, io);
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

/** The output of a run that must end well. */
export async function outputOf(line: string, place?: Place): Promise<string> {
  const { exitCode, stdout, stderr } = await runAlmanac(line.split(" ").filter(Boolean), place);
  if (exitCode !== 0) throw new Error(`almanac ${line} ended with ${exitCode}: ${stderr}`);
  return stdout;
}
