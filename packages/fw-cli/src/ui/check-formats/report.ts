import type { Diagnostic } from "fw-config";

import type { CheckerResult } from "../../validators/validator.ts";

/** What `fw check` found. */
export interface CheckReport {
  /** Absolute path of the config. */
  readonly file: string;
  readonly text: string;
  /** The path that annotations use: relative to the working directory when the file is below it. */
  readonly shownPath: string;
  readonly verdict: Verdict;
  readonly diagnostics: readonly Diagnostic[];
  /** What the daemons themselves said; absent when they were not asked. */
  readonly real?: readonly CheckerResult[];
}

/** What all findings come to: what is printed last, and what the exit code says. */
export interface Verdict {
  /** Nothing is wrong. */
  readonly ok: boolean;
  readonly errors: number;
  readonly warnings: number;
  /** Rendered files that the program which reads them refuses. */
  readonly refused: number;
  /** Rendered files that could not be shown to their program. */
  readonly skipped: number;
}

/** The verdict on a config, and on its rendered files when their programs were asked. */
export function verdictOf(
  diagnostics: readonly Diagnostic[],
  real: readonly CheckerResult[] = [],
): Verdict {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const refused = real.filter(({ status }) => status === "fail").length;
  const skipped = real.filter(({ status }) => status === "skipped").length;
  const ok = errors === 0 && refused === 0;
  return { ok, errors, warnings: diagnostics.length - errors, refused, skipped };
}

/** Writes a report in one format, without the last line break. */
export type CheckFormat = (report: CheckReport) => string;
