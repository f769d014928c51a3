import { bareAddress, type Nic, type Node } from "fw-config";

import { FwError } from "../errors.ts";
import type { Lab } from "./lab.ts";

/**
 * The machine called `name`.
 *
 * @throws FwError `E_USAGE` when there is none of that name.
 */
export async function machineOf(lab: Lab, name: string): Promise<Node> {
  const machines = lab.model.nodes.filter((node) => node.vm !== undefined);
  const what = `lab ${lab.state.name} has no machine called ${name}`;
  return named(
    machines,
    ["NODE", name],
    what,
    "its machines",
    "; or by their roles: primary, backup",
  );
}

/**
 * The machine's network card called `name`.
 *
 * @throws FwError `E_USAGE` when there is none of that name.
 */
export async function nicOf(node: Node, name: string): Promise<Nic> {
  const what = `${node.name} has no interface called ${name}`;
  return named(node.nics, ["IFACE", name], what, "it has");
}

/** The first address of a node's first interface, without its prefix. */
export function firstAddress({ interfaces }: Pick<Node, "interfaces">): string | undefined {
  const address = interfaces[0]?.addresses[0];
  return address === undefined ? undefined : bareAddress(address);
}

async function named<T extends { readonly name: string }>(
  all: readonly T[],
  [place, name]: readonly [place: string, name: string],
  what: string,
  list: string,
  also = "",
): Promise<T> {
  const found = all.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  const names = all.map((candidate) => candidate.name);
  // Loaded here, because only a mistake needs it.
  const { suggest } = await import("fw-config");
  const near = suggest(name, names);
  const guess = near === undefined ? "" : `did you mean ${near}? `;
  throw new FwError("E_USAGE", what, {
    place,
    value: name,
    hint: `${guess}${list}: ${names.join(", ")}${also}`,
    exitCode: 2,
  });
}
