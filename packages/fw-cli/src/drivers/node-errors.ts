import type { Model, Nic, Node } from "fw-config";

import { FwError } from "../errors.ts";

/** The node of that name; `E_USAGE` when there is none. */
export function findNode(model: Model, name: string): Node {
  const node = model.nodes.find((candidate) => candidate.name === name);
  if (node !== undefined) return node;
  throw new FwError("E_USAGE", `no node is called ${name}`, {
    place: "NODE",
    value: name,
    exitCode: 2,
  });
}

/** The node's network card of that name; `E_USAGE` when there is none. */
export function findNic(model: Model, name: string, iface: string): Nic {
  const { nics } = findNode(model, name);
  const nic = nics.find((candidate) => candidate.name === iface);
  if (nic !== undefined) return nic;
  throw new FwError("E_USAGE", `${name} has no network card called ${iface}`, {
    place: "IFACE",
    value: iface,
    hint: `it has: ${nics.map((candidate) => candidate.name).join(", ")}`,
    exitCode: 2,
  });
}

/** The error for any request to a node that is off. */
export function nodeOff(name: string): FwError {
  return new FwError("E_NODE_OFF", `${name} is off`, { hint: `switch it on: fw power ${name} on` });
}

/** What a paused node answers. */
export function nodePaused(name: string): FwError {
  return new FwError("E_NODE_OFF", `${name} is paused`, {
    hint: `let it go on: fw power ${name} resume`,
  });
}
