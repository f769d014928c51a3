/** What an error tells a program: the same fields in the JSON of both command lines. */
export interface ErrorReport {
  /** What went wrong, to branch on. */
  readonly code: string;
  /** The same as a sentence, with the place and the value in it. */
  readonly message: string;
  /** Where the refused value was given: an argument, an option, a variable or a file. */
  readonly place?: string | undefined;
  /** The refused value, as it was given. */
  readonly value?: string | undefined;
  /** What to do about it. */
  readonly hint?: string | undefined;
}

/** The fields of an error that a program is told, in their order; JSON leaves out what is not known. */
export function errorReport({ code, message, place, value, hint }: ErrorReport): ErrorReport {
  return { code, message, place, value, hint };
}
