import type { Node } from "fw-config";

import { FwError } from "../errors.ts";
import type { Lab } from "./lab.ts";
import { machineOf } from "./nodes.ts";
import { firewalls, vipHolders } from "./roles.ts";

/**
 * The machine that a word of the user means: its name, or its role now, `primary` or `backup`.
 *
 * @throws FwError `E_USAGE` when no machine has that name, `E_NOT_READY` when nobody or both
 * firewalls hold the role: a guess could break the wrong one
 */
export async function nodeCalled(lab: Lab, word: string): Promise<Node> {
  // A name costs no question to the firewalls.
  const isRole = word === "primary" || word === "backup";
  return machineOf(lab, isRole ? await nameInRole(lab, word) : word);
}

async function nameInRole(lab: Lab, role: "primary" | "backup"): Promise<string> {
  const all = firewalls(lab);
  const primaries = await vipHolders(lab);
  const [primary, ...more] = primaries;
  if (primary === undefined || more.length > 0) {
    const why =
      primary === undefined
        ? `neither ${all.join(" nor ")} holds every virtual address`
        : `${primaries.join(" and ")} both hold every virtual address`;
    throw new FwError("E_NOT_READY", `it is not clear who is ${role}: ${why}`, {
      hint: `see what they do: fw status; or name the one you mean: ${all.join(", ")}`,
    });
  }
  const other = all.find((name) => name !== primary);
  return role === "primary" || other === undefined ? primary : other;
}
