import type { CommandUnknownOpts } from "@commander-js/extra-typings";

import type { Io } from "../../io.ts";
import { bashCompletion } from "./bash.ts";
import { fishCompletion } from "./fish.ts";
import { type GrammarCommand, grammarOf } from "./grammar.ts";
import { zshCompletion } from "./zsh.ts";

/** A shell that a completion script can be made for. */
export type Shell = "bash" | "zsh" | "fish";

const scripts: Readonly<Record<Shell, (grammar: readonly GrammarCommand[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `fw completion SHELL`: the script on standard output. */
export function completionCommand(io: Io, program: CommandUnknownOpts, shell: Shell): void {
  io.stdout.write(`${scripts[shell](grammarOf(program))}\n`);
}
