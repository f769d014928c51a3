import { runInside } from "../host/namespace.ts";
import type { ProofLab } from "../lab/proof-lab.ts";

/**
 * Cuts a node off on all its networks while its carriers stay: what it sees
 * when the switch beyond its cable dies, and what makes two primaries.
 * The ports on the lab's bridges are disabled, whatever drives the node.
 */
export async function isolate(lab: ProofLab, node: string): Promise<void> {
  await setPorts(lab, node, PORT_DISABLED);
}

/** Ends an isolation. */
export async function reconnect(lab: ProofLab, node: string): Promise<void> {
  await setPorts(lab, node, PORT_FORWARDING);
}

/** bridge(8) */
const PORT_DISABLED = 0;
const PORT_FORWARDING = 3;

async function setPorts(
  { model, namespace }: ProofLab,
  name: string,
  state: number,
): Promise<void> {
  const nics = model.nodes.find((node) => node.name === name)?.nics ?? [];
  const lines = nics.map(({ tap }) => `link set dev ${tap} state ${state}`);
  await runInside(namespace, ["bridge", "-batch", "-"], `${lines.join("\n")}\n`);
}
