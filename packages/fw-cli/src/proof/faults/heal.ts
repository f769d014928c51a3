import type { ProofLab } from "../proof-lab.ts";
import { firewalls } from "../proof-lab.ts";
import { reconnect } from "./isolate.ts";

/** Undoes every fault: machines run, cables are plugged, ports forward. */
export async function heal(lab: ProofLab): Promise<void> {
  await Promise.all(firewalls(lab).map((name) => healNode(lab, name)));
}

async function healNode(lab: ProofLab, name: string): Promise<void> {
  const state = await lab.driver.state(name);
  if (state === "off") return lab.driver.start(name);
  if (state === "paused") await lab.driver.power(name, "resume");
  for (const nic of lab.model.nodes.find((node) => node.name === name)?.nics ?? []) {
    await lab.driver.link(name, nic.name, "up");
  }
  await reconnect(lab, name);
}
