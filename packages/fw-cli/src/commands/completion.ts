import type { CommandUnknownOpts } from "@commander-js/extra-typings";

import { bashCompletion } from "../cli/completion/bash.ts";
import { fishCompletion } from "../cli/completion/fish.ts";
import { type GrammarCommand, grammarOf } from "../cli/completion/grammar.ts";
import { zshCompletion } from "../cli/completion/zsh.ts";
import type { Io } from "../io.ts";

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
