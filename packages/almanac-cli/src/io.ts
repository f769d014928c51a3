import type { Readable, Writable } from "node:stream";

/** The parts of the process that a command may touch, so that a test can stand in for it. */
export interface Io {
  /** Results: what another program may read. */
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Progress, warnings and errors. */
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory, absolute. */
  readonly cwd: string;
  /** The present, Unix milliseconds; the clock of the machine when absent. */
  readonly now?: () => number;
}
