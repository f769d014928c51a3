import type { Node } from "fw-config";

import { FwError } from "../errors.ts";
import { acquireLock } from "../host/lock.ts";
import { type Lab, openLab } from "../lab/lab.ts";
import { nodeCalled } from "../lab/node-called.ts";
import { type Context, printResult } from "../ui/context.ts";

/** What came of a fault. */
export interface FaultReport {
  /** For the user, in a sentence. */
  readonly said: string;
  /** False when the lab was like that already. */
  readonly changed: boolean;
  /** Commands that show what came of it or undo it. */
  readonly next: readonly string[];
  /** What the machine did before and does now, where the fault is about that. */
  readonly before?: string;
  readonly state?: string;
}

/** Opens the lab, takes its lock, gives the fault, and prints what came of it. */
export async function giveFault(
  context: Context,
  target: {
    readonly lab: Lab;
    /** The node that is meant, by its name. */
    readonly node?: string;
    /** The fault as one would type it. */
    readonly text: string;
  },
  give: () => Promise<FaultReport>,
): Promise<void> {
  const { lab, node, text } = target;
  const common = { version: 1, lab: lab.state.name, fault: text, ...(node && { node }) };
  if (context.dryRun) {
    printResult(context, { ...common, done: false }, () => `would do: ${text}`);
    return;
  }
  // From here on Ctrl-C is heeded: the lock must not stay.
  context.io.signal.throwIfAborted();
  await using _ = await acquireLock(lab.paths.lock, `lab ${lab.state.name}`, {
    evenWithoutRoom: true,
  });
  const report = await give();
  printResult(context, { ...common, done: true, ...report }, () =>
    [report.said, ...report.next.map((command) => `  → ${command}`)].join("\n"),
  );
}

/**
 * The lab, and the machine that a word means: its name, or `primary` or `backup`.
 *
 * @throws FwError `E_USAGE` when there is none, `E_LAB_NOT_RUNNING` when the lab is down
 */
export async function openNode(
  context: Context,
  word: string,
): Promise<{ readonly lab: Lab; readonly node: Node }> {
  const lab = await openLab(context.io, context.lab);
  return { lab, node: await nodeCalled(lab, word) };
}

/** @throws FwError `E_USAGE` when it is a client: it runs none of the pair's daemons */
export function requireFirewall({ model }: Lab, node: Node, what: string): void {
  if (node.kind === "firewall") return;
  const names = model.ha.members.map(({ name }) => name);
  throw new FwError("E_USAGE", `${node.name} is no firewall: ${what}`, {
    hint: `the firewalls: ${names.join(", ")}, or by their roles: primary, backup`,
    exitCode: 2,
  });
}

/** @throws FwError `E_NODE_OFF` when the node cannot take a fault because it is off */
export async function requireOn({ driver }: Lab, { name }: Node): Promise<void> {
  if ((await driver.state(name)) !== "off") return;
  throw new FwError("E_NODE_OFF", `${name} is off`, { hint: `switch it on: fw power ${name} on` });
}
