import type { Driver } from "../../drivers/driver.ts";
import { FwError } from "../../errors.ts";
import { capture } from "../../lab/readiness.ts";

/** What a bad link does to the packets that leave the node. */
export interface Impairment {
  /** Lost packets in percent, 0 to 100. */
  readonly lossPercent?: number;
  readonly delayMs?: number;
  /** Kilobits a second. */
  readonly rateKbit?: number;
}

/**
 * Impairs what a node sends on one interface; an empty impairment ends it.
 *
 * @throws FwError `E_GUEST` when the node's kernel has no netem, as the host's own may have none
 */
export async function impair(
  driver: Driver,
  node: string,
  iface: string,
  impairment: Impairment,
): Promise<void> {
  const options = netemOptions(impairment);
  const argv =
    options.length === 0
      ? (["tc", "qdisc", "del", "dev", iface, "root"] as const)
      : (["tc", "qdisc", "replace", "dev", iface, "root", "netem", ...options] as const);
  const { exitCode, stderr } = await capture(driver, node, argv, new AbortController().signal);
  if (exitCode === 0) return;
  throw new FwError("E_GUEST", `${node} cannot impair ${iface}: ${stderr}`, {
    hint: "impairment needs a kernel with netem: the virtual machines have it (--driver qemu)",
  });
}

/** The words of tc-netem(8). */
export function netemOptions({ lossPercent, delayMs, rateKbit }: Impairment): readonly string[] {
  return [
    ...(lossPercent === undefined ? [] : ["loss", `${lossPercent}%`]),
    ...(delayMs === undefined ? [] : ["delay", `${delayMs}ms`]),
    ...(rateKbit === undefined ? [] : ["rate", `${rateKbit}kbit`]),
  ];
}
