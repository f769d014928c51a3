import * as z from "zod/mini";

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
const wordSchema: z.ZodMiniType<string> = z
  .string()
  .check(
    z.maxLength(1000),
    z.regex(
      /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u,
      "expected one line without control characters",
    ),
  );

const pathRule = "expected the absolute path of a program, like /usr/local/bin/take-address";

function isAbsolute(words: OneOrMore<string>): boolean {
  const path = typeof words === "string" ? words : words[0];
  return path !== undefined && /^\/[^/]/.test(path) && !path.endsWith("/");
}

/** See {@link ProgramConfig.run}. */
export const runSchema: z.ZodMiniType<OneOrMore<string>> = oneOrMore(wordSchema).check(
  z.refine(isAbsolute, pathRule),
);

/** Names of accounts as useradd(8) of Debian takes them. */
export const userSchema: z.ZodMiniType<string> = z
  .string()
  .check(
    z.regex(
      /^(?!root$)[a-z_][a-z0-9_-]{0,31}$/,
      "expected the name of an account that is not root, like nobody",
    ),
  );

/** See {@link ProgramConfig.timeoutSeconds}. */
export const timeoutSchema: z.ZodMiniType<number> = z.int().check(z.minimum(1), z.maximum(300));
