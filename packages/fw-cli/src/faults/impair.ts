import { capture } from "../drivers/capture.ts";
import type { Driver } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import { shell } from "../guest/shell.ts";
import { never } from "../wait-until.ts";

/** What a bad link does to the packets that leave the node. */
export interface Impairment {
  /** Lost packets in percent, 0 to 100. */
  readonly lossPercent?: number;
  readonly delayMs?: number;
  /** Kilobits a second. */
  readonly rateKbit?: number;
}

/**
 * Impairs what a node sends on one interface, in place of what impaired it before.
 *
 * @throws FwError `E_GUEST` when the node's kernel has no netem, as the host's own may have none
 */
export async function impair(
  driver: Driver,
  node: string,
  iface: string,
  impairment: Impairment,
): Promise<void> {
  const netem = ["netem", ...netemOptions(impairment)];
  const argv = ["tc", "qdisc", "replace", "dev", iface, "root", ...netem] as const;
  const { exitCode, stderr } = await capture(driver, node, argv, never);
  if (exitCode === 0) return;
  throw new FwError("E_GUEST", `${node} cannot impair ${iface}: ${stderr}`, {
    hint: "impairment needs a kernel with netem: the virtual machines have it (--driver qemu)",
  });
}

/** Ends every impairment on these interfaces; where there is none, that is fine. */
export async function clearImpairments(
  driver: Driver,
  node: string,
  ifaces: readonly string[],
): Promise<void> {
  await capture(driver, node, shell("clear-impairments", ...ifaces), never);
}

/** The words of tc-netem(8). */
export function netemOptions({ lossPercent, delayMs, rateKbit }: Impairment): readonly string[] {
  return [
    ...(lossPercent === undefined ? [] : ["loss", `${lossPercent}%`]),
    ...(delayMs === undefined ? [] : ["delay", `${delayMs}ms`]),
    ...(rateKbit === undefined ? [] : ["rate", `${rateKbit}kbit`]),
  ];
}
