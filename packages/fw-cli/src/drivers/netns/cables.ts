import { setTimeout as sleep } from "node:timers/promises";

import type { Node } from "fw-config";

import { type Namespace, runInside } from "../../host/namespace.ts";
import { cablePlan } from "./links.ts";

/** States of a bridge's port (bridge(8)): disabled neither takes nor gives a frame, and the carrier stays. */
const portStates = { disabled: 0, forwarding: 3 } as const;

/**
 * Plugs a node into the lab's bridges.
 *
 * @param init process 1 of the node, as the lab's namespace numbers it
 */
export async function plugCables(lab: Namespace, node: Node, init: number): Promise<void> {
  await runInside(lab, ["ip", "-batch", "-"], `${cablePlan(node, init).join("\n")}\n`);
}

/** Lets every port of the node carry, or nothing. */
export async function setPorts(
  lab: Namespace,
  node: Node,
  state: keyof typeof portStates,
): Promise<void> {
  const lines = node.nics.map(({ tap }) => `link set dev ${tap} state ${portStates[state]}`);
  await runInside(lab, ["bridge", "-batch", "-"], `${lines.join("\n")}\n`);
}

const POLL_MS = 10;

/** Removes what of the node is still on the bridges; an end goes by itself, later, with its namespace. */
export async function removeCables(lab: Namespace, node: Node): Promise<void> {
  const lines = node.nics.map(({ tap }) => `link del ${tap}`);
  const argv = ["ip", "-force", "-batch", "-"];
  await runInside(lab, argv, `${lines.join("\n")}\n`).catch(() => undefined);
  const taps = new Set(node.nics.map(({ tap }) => tap));
  while (await anyLeft(lab, taps)) await sleep(POLL_MS);
}

async function anyLeft(lab: Namespace, taps: ReadonlySet<string>): Promise<boolean> {
  const links = await runInside(lab, ["ip", "-brief", "link", "show"]);
  return links.split("\n").some((line) => taps.has(line.split(/[@\s]/, 1)[0] ?? ""));
}
