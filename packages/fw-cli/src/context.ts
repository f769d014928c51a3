import type { Io } from "./io.ts";

/** What every command gets: its input and output, and the options that all commands share. */
export interface Context {
  readonly io: Io;
  /** Print one JSON document (or one a line) instead of text. */
  readonly json: boolean;
  /** Say what would be done, and do nothing. */
  readonly dryRun: boolean;
  /** Path of the config, as the user wrote it; absent: `fw.config.yaml` here or in a folder above. */
  readonly config: string | undefined;
  /** The lab that is meant; absent: the one that is up. */
  readonly lab: string | undefined;
}
