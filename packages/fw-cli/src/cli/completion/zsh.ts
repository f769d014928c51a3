import { bashCompletion } from "./bash.ts";
import type { GrammarCommand } from "./grammar.ts";

/** A completion script for zsh, which runs bash's through its own bashcompinit (zshcompsys(1)). */
export function zshCompletion(grammar: readonly GrammarCommand[]): string {
  return [
    "# completion for fw; made by: fw completion zsh; load it from ~/.zshrc after compinit",
    "autoload -Uz bashcompinit && bashcompinit",
    bashCompletion(grammar),
  ].join("\n");
}
