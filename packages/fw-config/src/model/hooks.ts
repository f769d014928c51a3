import type { Config } from "../config/config.ts";
import type { ProgramConfig } from "../config/program.ts";
import type { Hook, Program } from "./types.ts";

/** A program of the operator's with its defaults. */
export function resolveProgram(name: string, program: ProgramConfig): Program {
  const { run, user = "nobody", timeoutSeconds = 10 } = program;
  const [path = "", ...args] = typeof run === "string" ? [run] : run;
  return { name, words: [path, ...args], user, timeoutSeconds };
}

/** What runs when a firewall's role changes. */
export function resolveHooks(config: Config): readonly Hook[] {
  return Object.entries(config.ha.hooks ?? {}).map(([name, hook]) => ({
    ...resolveProgram(name, hook),
    on: typeof hook.on === "string" ? [hook.on] : hook.on,
  }));
}
