/** What may stand in a place: one of a closed list, a file, words that the program knows, or anything. */
export type Words = readonly string[] | "file" | "any" | Lookup;

/** Words that the program itself prints when a shell asks for them. */
export interface Lookup {
  /** What may stand there whatever the program prints. */
  readonly fixed: readonly string[];
  /** The call that prints the others, one a line. */
  readonly call: string;
  /** Whether the call takes the command's first argument. */
  readonly ofFirst: boolean;
}

/** What a program knows of its words beyond what its parser says. */
export interface WordSources {
  /** The values of an option that the parser itself takes any text for, by its long spelling. */
  readonly options?: Readonly<Record<string, readonly string[] | undefined>>;
  /** The words of an argument, by the name that it has in the help. */
  readonly args?: Readonly<Record<string, Words>>;
}
