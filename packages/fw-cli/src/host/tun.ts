import { open } from "node:fs/promises";

import { FwError } from "../errors.ts";

/**
 * Makes sure that this user may make taps.
 *
 * @throws FwError `E_TUN` with the reason and a hint.
 */
export async function requireTun(device = "/dev/net/tun"): Promise<void> {
  try {
    await (await open(device, "r+")).close();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const missing = code === "ENOENT" || code === "ENODEV";
    throw new FwError(
      "E_TUN",
      missing ? `there is no ${device}` : `${device} is not for you (${code})`,
      {
        hint: missing
          ? "as root, run: modprobe tun"
          : `as root, run: chmod 0666 ${device}; or run fw as root`,
        cause,
      },
    );
  }
}
