import type { Diagnostic } from "fw-config";

import type { CheckerResult } from "../../checkers/checker.ts";

/** What `fw check` found. */
export interface CheckReport {
  /** Absolute path of the config. */
  readonly file: string;
  readonly text: string;
  /** The path that annotations use: relative to the working directory when the file is below it. */
  readonly shownPath: string;
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** What the daemons themselves said; absent when they were not asked. */
  readonly real?: readonly CheckerResult[];
}

/** Writes a report in one format, without the last line break. */
export type CheckFormat = (report: CheckReport) => string;
