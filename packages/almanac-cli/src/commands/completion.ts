import type { Command } from "@commander-js/extra-typings";

import { bashCompletion } from "../completion/bash.ts";
import { fishCompletion } from "../completion/fish.ts";
import { grammarOf, type Grammar } from "../completion/grammar.ts";
import { zshCompletion } from "../completion/zsh.ts";
import { print, type Context } from "../context.ts";

const SHELLS: Readonly<Record<"bash" | "zsh" | "fish", (grammar: Grammar) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** Prints the completion script of a shell. */
export async function completion(
  context: Context,
  shell: "bash" | "zsh" | "fish",
  program: Command,
): Promise<void> {
  print(context, [SHELLS[shell](grammarOf(program))]);
}
