import type { Node, Spice } from "fw-config";

import type { Screen as MachineScreen } from "../drivers/driver.ts";
import type { NodePaths } from "../drivers/paths.ts";
import { FwError } from "../errors.ts";
import type { Lab } from "../lab/lab.ts";

/** A machine's screen: what the config says of it, and where it is served. */
export interface Screen {
  readonly node: string;
  /** What its window is called: the lab and the node. */
  readonly title: string;
  /** Where the config describes it. */
  readonly place: string;
  readonly spice: Spice;
  readonly paths: NodePaths;
  /** Its picture and its keyboard, without a viewer. */
  readonly direct: MachineScreen;
}

/**
 * The screen of a node, whether it is on or off.
 *
 * @throws FwError `E_SCREEN` when it has none
 */
export function screenOf(lab: Lab, node: Node): Screen {
  const { name, vm } = node;
  const { screen: direct } = lab.driver;
  if (direct === undefined) {
    throw new FwError("E_SCREEN", `${name} is a namespace, which has no screen`, {
      hint: `run programs on it: fw exec ${name} -- CMD…; or let machines run: fw down, fw up --driver qemu`,
    });
  }
  if (vm?.spice === undefined) {
    throw new FwError("E_SCREEN", `${name} has no screen: its config asks for none`, {
      hint: `add "spice: {}", or "desktop: true", to ${placeOf(node)} in ${lab.state.configFile}, then: fw down, fw up; its serial console: fw console ${name}`,
    });
  }
  const title = `${lab.state.name}/${name}`;
  const place = `${placeOf(node)}.spice`;
  return { node: name, title, place, spice: vm.spice, paths: lab.paths.node(name), direct };
}

/** Where a config describes the machine. */
function placeOf({ name, kind }: Pick<Node, "name" | "kind">): string {
  return `${kind === "firewall" ? "firewall.members" : "hosts"}.${name}.vm`;
}
