import { z } from "zod";

import { oneOrMore, type OneOrMore } from "./scalars.ts";

/** A program of the operator's that a firewall runs. */
export interface ProgramConfig {
  /**
   * The program's absolute path on the firewalls, or a list of the path and the program's arguments,
   * which no shell reads.
   */
  readonly run: OneOrMore<string>;
  /**
   * The account that runs it, which exists on the firewalls; never root, and it gains no privileges
   * by set-user-ID programs. Default: nobody.
   */
  readonly user?: string;
  /** How long it may take, in seconds, 1 to 300; then it is killed with all that it began. Default: 10. */
  readonly timeoutSeconds?: number;
}

/** An argument is one line of a shell program, a unit or a configuration file. */
const wordSchema: z.ZodType<string> = z
  .string()
  .max(1000)
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u, "expected one line without control characters");

const pathRule = "expected the absolute path of a program, like /usr/local/bin/take-address";

function isAbsolute(words: OneOrMore<string>): boolean {
  const path = typeof words === "string" ? words : words[0];
  return path !== undefined && /^\/[^/]/.test(path) && !path.endsWith("/");
}

/** See {@link ProgramConfig.run}. */
export const runSchema: z.ZodType<OneOrMore<string>> = oneOrMore(wordSchema).refine(
  isAbsolute,
  pathRule,
);

/** Names of accounts as useradd(8) of Debian takes them. */
export const userSchema: z.ZodType<string> = z
  .string()
  .regex(
    /^(?!root$)[a-z_][a-z0-9_-]{0,31}$/,
    "expected the name of an account that is not root, like nobody",
  );

/** See {@link ProgramConfig.timeoutSeconds}. */
export const timeoutSchema: z.ZodType<number> = z.int().min(1).max(300);
