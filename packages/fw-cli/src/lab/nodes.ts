import type { Node } from "fw-config";

import { FwError } from "../errors.ts";
import type { Lab } from "./lab.ts";

/**
 * The virtual machine called `name`.
 *
 * @throws FwError `E_USAGE` when there is none of that name.
 */
export function machineOf(lab: Lab, name: string): Node {
  const machines = lab.model.nodes.filter((node) => node.vm !== undefined);
  const machine = machines.find((node) => node.name === name);
  if (machine !== undefined) return machine;
  const names = machines.map((node) => node.name).join(", ");
  throw new FwError("E_USAGE", `lab ${lab.state.name} has no machine called ${name}`, {
    hint: `its machines: ${names}`,
    exitCode: 2,
  });
}
