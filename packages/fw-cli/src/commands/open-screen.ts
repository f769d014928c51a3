import type { Node } from "fw-config";

import type { Context } from "../context.ts";
import type { Screen } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import { openNode } from "../faults/target.ts";

/**
 * The screen and the keyboard of the machine that a word means.
 *
 * @throws FwError `E_SCREEN` when it has none
 */
export async function openScreen(
  context: Context,
  word: string,
): Promise<{ readonly node: Node; readonly screen: Screen }> {
  const { lab, node } = await openNode(context, word);
  const { screen } = lab.driver;
  if (screen === undefined) {
    throw new FwError("E_SCREEN", `${node.name} is a namespace, which has no screen`, {
      hint: "a lab of virtual machines can have screens: fw down, then fw up --driver qemu",
    });
  }
  if (node.vm?.spice === undefined) {
    throw new FwError("E_SCREEN", `${node.name} has no screen`, {
      hint: "give it one in the config, `vm: { spice: {} }` or `vm: { desktop: true }`, then: fw down, fw up",
    });
  }
  return { node, screen };
}
