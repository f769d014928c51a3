import type { StepRunner } from "../events.ts";
import { asking, canAsk } from "../host/ask.ts";
import type { Io } from "../io.ts";
import { disableServices } from "./disable-services.ts";
import { packageServices } from "./package-services.ts";
import { ensureHostPackages, missingPackages } from "./packages.ts";
import { hostRequirements, type Requirement } from "./requirements.ts";

/**
 * Installs the host packages that are lacking: without a question when `assumeYes`, after one on a
 * terminal, else not at all. Services that they bring are neither started nor enabled; one that was
 * installed before is left as it is.
 *
 * @throws FwError `E_MISSING_PACKAGES` with the exact command when they may not be installed.
 */
export async function ensurePackages(
  io: Io,
  assumeYes: boolean,
  step: StepRunner,
  requirements: readonly Requirement[] = hostRequirements,
): Promise<void> {
  const { env, signal } = io;
  const missing = await missingPackages(env, undefined, requirements);
  if (missing.length === 0) return;
  const units = missing.flatMap((name) => packageServices[name] ?? []);
  // The question comes before the step, because a live view would draw over it.
  const agreed =
    assumeYes ||
    (canAsk(io) && (await asking(io, (ask) => ask.yes(question(missing, units), false))));
  await step("host packages", async (report) => {
    const installed = await ensureHostPackages({
      env,
      signal,
      requirements,
      assumeYes: agreed,
      withoutServices: units.length > 0,
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
