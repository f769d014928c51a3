import { checkerServices } from "../checkers/requirements.ts";
import { disableServices } from "../host/disable-services.ts";
import { ensureHostPackages, missingPackages } from "../host/packages.ts";
import type { Requirement } from "../host/requirements.ts";
import type { Io } from "../io.ts";
import type { StepRunner } from "../lab/events.ts";
import { askOnTerminal } from "./ensure-packages.ts";

/**
 * Installs the programs of `fw check --real`. Some are services, which are neither started nor
 * enabled; one that was installed before is left as it is.
 *
 * @throws FwError `E_MISSING_PACKAGES` with the exact command when they may not be installed.
 */
export async function installCheckers(
  io: Io,
  assumeYes: boolean,
  requirements: readonly Requirement[],
  step: StepRunner,
): Promise<void> {
  const { env, signal } = io;
  const missing = await missingPackages(env, undefined, requirements);
  if (missing.length === 0) return;
  const units = missing.flatMap((name) => checkerServices[name] ?? []);
  const agreed = assumeYes || (await askOnTerminal(io, question(missing, units)));
  await step("checkers", async (report) => {
    const installed = await ensureHostPackages({
      ...{ env, signal, requirements, assumeYes: agreed, withoutServices: true },
      onLine: (line) => report.progress(line.slice(0, 70)),
    });
    await disableServices(units, { env, signal });
    report.result(installed.join(", "));
  });
}

/** What is asked before an installation; it says which services come along. */
export function question(packages: readonly string[], units: readonly string[]): string {
  const services =
    units.length === 0
      ? ""
      : ` They bring ${units.join(" and ")}, which will be neither started nor enabled.`;
  return `Install ${packages.join(", ")} with apt?${services}`;
}
