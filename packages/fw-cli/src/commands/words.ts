import type { Context } from "../context.ts";
import { loadConfig, modelOf } from "../lab/config-file.ts";
import { openLab } from "../lab/lab.ts";
import { printText } from "../ui/print.ts";

/**
 * `fw __words NODE-OR-NOTHING`: what a shell may offer, one a line: the machines of the lab that is
 * up, else of the config; with a node its interfaces. Never complains: a shell is waiting.
 */
export async function wordsCommand(context: Context, node: string | undefined): Promise<void> {
  const { cwd, env } = context.io;
  const model = await openLab(context.io, context.lab)
    .then((lab) => lab.model)
    .catch(async () => modelOf(await loadConfig({ cwd, env }, context.config), "hardware").model)
    .catch(() => undefined);
  const machines = model?.nodes.filter(({ vm }) => vm !== undefined) ?? [];
  const role = node === "primary" || node === "backup";
  const wanted = role ? model?.ha.members[0].name : node;
  const words =
    wanted === undefined
      ? machines.map(({ name }) => name)
      : machines
          .filter(({ name }) => name === wanted)
          .flatMap(({ nics }) => nics.map(({ name }) => name));
  printText(context.io, words.join("\n"));
}
