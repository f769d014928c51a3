import type { Lab } from "../lab/lab.ts";
import { firewalls } from "../lab/roles.ts";
import { reconnect } from "./isolate.ts";

/**
 * Undoes every fault: machines run, cables are plugged, ports forward.
 *
 * @param names default: the firewalls
 */
export async function heal(lab: Lab, names: readonly string[] = firewalls(lab)): Promise<void> {
  await Promise.all(names.map((name) => healNode(lab, name)));
}

async function healNode(lab: Lab, name: string): Promise<void> {
  const state = await lab.driver.state(name);
  if (state === "off") await lab.driver.start(name);
  if (state === "paused") await lab.driver.power(name, "resume");
  for (const nic of lab.model.nodes.find((node) => node.name === name)?.nics ?? []) {
    await lab.driver.link(name, nic.name, "up");
  }
  await reconnect(lab, name);
}
