import type { Command } from "@commander-js/extra-typings";
import { completionScript, type Shell } from "toolkit/completion";

import type { Context } from "../context.ts";
import { KEYS } from "../settings/keys.ts";

/** Prints the completion script of a shell. */
export async function completion(context: Context, shell: Shell, program: Command): Promise<void> {
  const options = Object.fromEntries(KEYS.map(({ flag, choices }) => [flag, choices]));
  context.io.stdout.write(completionScript(program, shell, { options }));
}
