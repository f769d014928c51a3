import { runInside } from "../host/namespace.ts";
import type { Lab } from "../lab/lab.ts";

/**
 * Cuts a node off on all its networks while its carriers stay: what it sees
 * when the switch beyond its cable dies, and what makes two primaries.
 * The ports on the lab's bridges are disabled, whatever drives the node.
 */
export async function isolate(lab: Lab, node: string): Promise<void> {
  await setPorts(lab, node, PORT_DISABLED);
}

/** Ends an isolation. */
export async function reconnect(lab: Lab, node: string): Promise<void> {
  await setPorts(lab, node, PORT_FORWARDING);
}

/** bridge(8) */
const PORT_DISABLED = 0;
const PORT_FORWARDING = 3;

async function setPorts({ model, state: lab }: Lab, name: string, port: number): Promise<void> {
  const nics = model.nodes.find((node) => node.name === name)?.nics ?? [];
  const lines = nics.map(({ tap }) => `link set dev ${tap} state ${port}`);
  await runInside(lab.namespace, ["bridge", "-batch", "-"], `${lines.join("\n")}\n`);
}
