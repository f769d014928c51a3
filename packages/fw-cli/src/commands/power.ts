import type { PowerAction } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import { openLab } from "../lab/lab.ts";
import { acquireLock } from "../lab/lock.ts";
import { machineOf } from "../lab/nodes.ts";
import { type Context, printResult } from "./context.ts";

const actions: readonly PowerAction[] = ["off", "on", "pause", "resume"];

/** `fw power NODE off|on|pause|resume`. */
export async function powerCommand(context: Context, node: string, word: string): Promise<void> {
  const action = actions.find((candidate) => candidate === word);
  if (action === undefined) {
    throw new FwError("E_USAGE", `power ${word}: expected ${actions.join(", ")}`, { exitCode: 2 });
  }
  const lab = await openLab(context.io, context.lab);
  machineOf(lab, node);
  if (context.dryRun) {
    printResult(context, { node, action, done: false }, () => `would do: power ${node} ${action}`);
    return;
  }
  await using _ = await acquireLock(lab.paths.lock, `lab ${lab.state.name}`);
  const before = await lab.driver.state(node);
  await lab.driver.power(node, action);
  const state = await lab.driver.state(node);
  printResult(
    context,
    { node, action, before, state },
    () => `${node} is ${state} (was ${before})`,
  );
}
