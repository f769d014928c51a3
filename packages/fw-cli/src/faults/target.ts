import type { Node } from "fw-config";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { type Lab, openLab } from "../lab/lab.ts";
import { nodeCalled } from "../lab/node-called.ts";

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
    place: "NODE",
    value: node.name,
    hint: `the firewalls: ${names.join(", ")}, or by their roles: primary, backup`,
    exitCode: 2,
  });
}

/** @throws FwError `E_NODE_OFF` when the node cannot take a fault because it is off */
export async function requireOn({ driver }: Lab, { name }: Node): Promise<void> {
  if ((await driver.state(name)) !== "off") return;
  throw new FwError("E_NODE_OFF", `${name} is off`, { hint: `switch it on: fw power ${name} on` });
}
