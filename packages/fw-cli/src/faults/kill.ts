import { capture } from "../drivers/capture.ts";
import { FwError } from "../errors.ts";
import type { Lab } from "../lab/lab.ts";
import { never } from "../wait-until.ts";
import type { Daemon } from "./step.ts";

/**
 * Ends a daemon on a node; its unit starts it again.
 *
 * @param hard SIGKILL: keepalived dies without its priority-0 advertisement
 * @throws FwError `E_GUEST` when it does not run
 */
export async function kill(lab: Lab, node: string, daemon: Daemon, hard: boolean): Promise<void> {
  const argv = ["pkill", hard ? "-KILL" : "-TERM", "-x", daemon] as const;
  const { exitCode } = await capture(lab.driver, node, argv, never);
  if (exitCode !== 0) throw new FwError("E_GUEST", `${daemon} does not run on ${node}`);
}
