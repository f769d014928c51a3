/** What went wrong, for a program to test. */
export type AlmanacErrorCode =
  | "argument-invalid"
  | "date-invalid"
  | "language-unknown"
  | "option-unknown"
  | "pair-invalid"
  | "place-invalid"
  | "range-reversed"
  | "rule-range"
  | "rule-unknown"
  | "school-invalid"
  | "search-impossible"
  | "star-invalid"
  | "time-invalid"
  | "time-nonexistent"
  | "year-range"
  | "zone-invalid"
  | "zone-range"
  | "zone-unknown";

/** The parts of an {@link AlmanacError}, each fit to be shown alone. */
export interface AlmanacErrorDetails {
  /** What went wrong, for a program. */
  readonly code: AlmanacErrorCode;
  /** The thing that was given, in the words of the caller: `date`, `zone`, `options.rule`. */
  readonly place: string;
  /** The value that was refused, as text. */
  readonly value: string;
  /** What to give instead. */
  readonly hint: string;
}

/** Thrown for every input that the almanac cannot answer; nothing else is thrown on purpose. */
export class AlmanacError extends Error implements AlmanacErrorDetails {
  /** Tells it apart where `instanceof` cannot. */
  override readonly name = "AlmanacError";
  /** What went wrong, for a program. */
  readonly code: AlmanacErrorCode;
  /** What is wrong with the value, without place, value and hint. */
  readonly problem: string;
  readonly place: string;
  readonly value: string;
  readonly hint: string;

  constructor(problem: string, details: AlmanacErrorDetails) {
    super(`${details.place}: ${problem}: ${details.value}. ${details.hint}`);
    this.code = details.code;
    this.problem = problem;
    this.place = details.place;
    this.value = details.value;
    this.hint = details.hint;
  }
}
