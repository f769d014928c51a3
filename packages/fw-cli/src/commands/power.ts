import type { Context } from "../context.ts";
import type { MachineState } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import { applyStep } from "../faults/apply.ts";
import { type FaultReport, injectFault } from "../faults/inject.ts";
import type { PowerWord } from "../faults/power-actions.ts";
import { openNode } from "../faults/target.ts";
import type { Lab } from "../lab/lab.ts";
import { printFault } from "../ui/fault-report.ts";

/** What the machine does after the action. */
const outcome: Readonly<Record<PowerWord, MachineState>> = {
  off: "off",
  stop: "off",
  on: "running",
  pause: "paused",
  resume: "running",
};

/** `fw power NODE off|stop|on|pause|resume`. */
export async function powerCommand(
  context: Context,
  word: string,
  action: PowerWord,
): Promise<void> {
  const { lab, node } = await openNode(context, word);
  const text = `power ${node.name} ${action}`;
  printFault(
    context,
    await injectFault(context, { lab, node: node.name, text }, () => power(lab, node.name, action)),
  );
}

async function power(lab: Lab, node: string, action: PowerWord): Promise<FaultReport> {
  const before = await lab.driver.state(node);
  // A paused machine that is to be on is a misunderstanding, which the driver explains.
  if (before === outcome[action]) {
    return report(node, before, before, `${node} is ${before} already`);
  }
  if (action === "on" && before === "paused") {
    throw new FwError("E_NODE_OFF", `${node} is on, and paused`, {
      hint: `let it go on: fw power ${node} resume`,
    });
  }
  await applyStep(lab, { do: "power", node, action });
  const state = await lab.driver.state(node);
  if (state !== outcome[action]) {
    throw new FwError("E_GUEST", `${node} is ${state} still`, {
      hint: `see what it does: fw logs ${node}; or let it crash: fw power ${node} off`,
    });
  }
  return report(node, before, state, `${node} is ${state} (was ${before})`);
}

function report(
  node: string,
  before: MachineState,
  state: MachineState,
  said: string,
): FaultReport {
  const undo = { off: `fw power ${node} on`, paused: `fw power ${node} resume`, running: [] };
  const next = ["fw status", ...[undo[state]].flat()];
  return { said, changed: before !== state, before, state, next };
}
