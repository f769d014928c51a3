/** What went wrong, for programs: branch on this, never on the message. almanac-core has codes of its own. */
export type CliErrorCode =
  | "argument-invalid"
  | "config-invalid"
  | "config-unreadable"
  | "option-invalid"
  | "place-invalid"
  | "time-nonexistent"
  | "usage"
  | "write-failed"
  | "zone-unknown";

/** The parts of an error report besides its message. */
export interface CliErrorDetails {
  readonly code: CliErrorCode;
  /** Where the value came from: an argument, an option, a variable or a file. */
  readonly place: string;
  /** The text that was given. */
  readonly value: string;
  /** What to do about it. */
  readonly hint: string;
  /** 2: bad input (the default); 1: the work itself failed. */
  readonly exitCode?: 1 | 2;
}

/** A failure that the user can understand and cure; printed without a stack. */
export class CliError extends Error implements CliErrorDetails {
  override readonly name = "CliError";
  readonly code: CliErrorCode;
  readonly problem: string;
  readonly place: string;
  readonly value: string;
  readonly hint: string;
  readonly exitCode: 1 | 2;

  /** @param problem - what is wrong with the value, without the value itself */
  constructor(problem: string, details: CliErrorDetails, cause?: unknown) {
    super(`${details.place}: ${problem}: ${details.value}. ${details.hint}`, { cause });
    this.code = details.code;
    this.problem = problem;
    this.place = details.place;
    this.value = details.value;
    this.hint = details.hint;
    this.exitCode = details.exitCode ?? 2;
  }
}
