import type { CommandUnknownOpts } from "@commander-js/extra-typings";

import { bashCompletion } from "./bash.ts";
import { fishCompletion } from "./fish.ts";
import { type Grammar, grammarOf } from "./grammar.ts";
import type { WordSources } from "./words.ts";
import { zshCompletion } from "./zsh.ts";

/** The shells that a completion script can be made for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** A shell that a completion script can be made for. */
export type Shell = (typeof SHELLS)[number];

const scripts: Readonly<Record<Shell, (grammar: Grammar) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** The completion script of a program for a shell. */
export function completionScript(
  program: CommandUnknownOpts,
  shell: Shell,
  sources: WordSources = {},
): string {
  return `${scripts[shell](grammarOf(program, sources))}\n`;
}
