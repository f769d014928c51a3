import { controlGroupObstacle } from "../../host/control-group.ts";
import { type Finding, findings } from "./finding.ts";

/** Whether each virtual machine gets a control group that limits what it may take up. */
export async function checkLimits(): Promise<Finding> {
  return judgeLimits(await controlGroupObstacle());
}

/** @param obstacle why there is no such group */
export function judgeLimits(obstacle: string | undefined): Finding {
  const { ok, warn } = findings("limits", "Limits");
  if (obstacle === undefined) return ok("each virtual machine has a control group of its own");
  return warn(
    `virtual machines have resource limits (setrlimit), but no control group: ${obstacle}`,
    "nothing needs to be done; for control groups, run fw as root on a host with systemd and version 2 of them",
  );
}
