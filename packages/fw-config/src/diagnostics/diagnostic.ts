import { expectList } from "../arguments/expect.ts";
import type { DiagnosticCode } from "./codes.ts";
import type { Severity } from "./severity.ts";

/** A place in the text: lines and columns from 1, `offset` in UTF-16 units from 0. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** From 0, in UTF-16 units. */
  readonly offset: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  /** The place of the first character. */
  readonly start: Position;
  /** The place behind the last character. */
  readonly end: Position;
}

/** The way to a value from the top of the configuration: keys and list indices. */
export type ConfigPath = readonly (string | number)[];

/** One finding. All findings are collected; none is thrown. */
export interface Diagnostic {
  /** A stable code with an entry in the documentation. */
  readonly code: DiagnosticCode;
  /** Whether it stops the next step. */
  readonly severity: Severity;
  /** What is wrong, with the value. */
  readonly message: string;
  /** What the finding is about. */
  readonly path: ConfigPath;
  /** How to cure it. */
  readonly hint: string;
  /** Present when the configuration was read from text. */
  readonly range?: Range;
  /** The name that was given with the text. */
  readonly file?: string;
}

/** Whether any finding is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  expectList("hasErrors: diagnostics", diagnostics);
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
