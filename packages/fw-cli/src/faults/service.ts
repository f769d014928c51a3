import { capture } from "../drivers/capture.ts";
import type { ServiceAction } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import type { Lab } from "../lab/lab.ts";
import { never } from "../wait-until.ts";
import type { ServiceName } from "./step.ts";

/**
 * Restarts or reloads a service of a node as systemctl does, and returns when that is done.
 *
 * @throws FwError `E_GUEST` with what the node says when it cannot be
 */
export async function controlService(
  { driver }: Pick<Lab, "driver">,
  node: string,
  service: ServiceName,
  action: ServiceAction,
): Promise<void> {
  const argv = await driver.serviceCommand(node, service, action);
  const { exitCode, stderr } = await capture(driver, node, argv, never);
  if (exitCode === 0) return;
  throw new FwError("E_GUEST", `${node} does not ${action} ${service}: ${stderr || exitCode}`);
}
