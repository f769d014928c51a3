import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../errors.ts";
import { converged, synced } from "../lab/converged.ts";
import type { Lab } from "../lab/lab.ts";
import { firewalls, vipHolders } from "../lab/roles.ts";
import { heal } from "./heal.ts";
import { isolate } from "./isolate.ts";
import { kill } from "./kill.ts";
import { controlService } from "./service.ts";
import { starve } from "./starve.ts";
import type { FaultStep } from "./step.ts";

const SHUTDOWN_MS = 20_000;

/**
 * Does one step to the lab.
 *
 * @param stopped called as soon as a machine that the step switches off is silent
 * @throws FwError `E_NODE_OFF` when the node cannot take it in its present state
 */
export async function applyStep(lab: Lab, step: FaultStep, stopped?: () => void): Promise<void> {
  const { driver } = lab;
  switch (step.do) {
    case "power": {
      const node = await nameOf(lab, step.node);
      if (step.action !== "stop") return driver.power(node, step.action, stopped);
      await driver.shutdown(node, SHUTDOWN_MS);
      return;
    }
    case "kill":
      return kill(lab, await nameOf(lab, step.node), step.daemon, step.hard);
    case "restart":
    case "reload":
      return controlService(lab, await nameOf(lab, step.node), step.service, step.do);
    case "link":
      return driver.link(await nameOf(lab, step.node), step.iface, step.state);
    case "isolate":
      return isolate(lab, await nameOf(lab, step.node));
    case "heal":
      return heal(lab);
    case "switchover":
      // keepalived sends its priority-0 advertisement, and starts again as backup.
      return kill(lab, await nameOf(lab, "primary"), "keepalived", false);
    case "settle":
      await converged(lab);
      return synced(lab);
    case "open":
      // Nothing is done to the pair: its testers do it.
      return;
    case "starve":
      return starve(lab, step.ms);
    case "wait":
      await sleep(step.ms);
  }
}

/** Resolves `primary` and `backup` to who that is now. */
export async function nameOf(lab: Lab, word: string): Promise<string> {
  if (word !== "primary" && word !== "backup") return word;
  const [primary] = await vipHolders(lab);
  if (primary === undefined) {
    throw new FwError(
      "E_NOT_READY",
      "no firewall holds the virtual addresses, so there is no primary",
    );
  }
  if (word === "primary") return primary;
  const other = firewalls(lab).find((name) => name !== primary);
  if (other === undefined) throw new FwError("E_NOT_READY", "there is no second firewall");
  return other;
}
