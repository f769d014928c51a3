import type { Model } from "fw-config";

import type { StepRunner } from "../events.ts";
import type { Io } from "../io.ts";
import { ensurePackages } from "../packages/ensure-packages.ts";
import { requirementsOf, runCheckers } from "./run-validators.ts";
import type { CheckerResult } from "./validator.ts";

/** `fw check --real`: what the programs say that read the rendered files. */
export async function checkReal(
  io: Io,
  step: StepRunner,
  model: Model,
  options: { readonly install: boolean; readonly yes: boolean },
): Promise<readonly CheckerResult[]> {
  if (options.install) await ensurePackages(io, options.yes, step, requirementsOf(model));
  return step("real checkers", (report) =>
    runCheckers(model, { io, onCheck: (what) => report.progress(what) }),
  );
}
