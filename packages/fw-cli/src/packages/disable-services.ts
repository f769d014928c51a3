import { execa } from "execa";

import { FwError } from "../errors.ts";
import { findOnHost } from "./requirements.ts";

/**
 * Takes services out of the next boot. Works on files alone, so that systemd need not run.
 *
 * @throws FwError `E_IO` with the command to type when it fails.
 */
export async function disableServices(
  units: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly signal: AbortSignal;
    readonly root?: boolean;
  },
): Promise<void> {
  const { env, signal, root = process.getuid?.() === 0 } = options;
  if (units.length === 0 || (await findOnHost("systemctl", env)) === undefined) return;
  const command = [...(root ? [] : ["sudo"]), "systemctl", "disable", "--quiet", ...units];
  const [file = "systemctl", ...args] = command;
  const result = await execa(file, args, {
    env,
    extendEnv: false,
    reject: false,
    cancelSignal: signal,
    stdin: "inherit",
  });
  if (result.exitCode === 0) return;
  throw new FwError("E_IO", `${units.join(", ")} would start at the next boot: ${result.stderr}`, {
    hint: `run: ${command.join(" ")}`,
  });
}
