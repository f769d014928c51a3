import type { Model } from "fw-config";

import { stepRunner } from "../events.ts";
import { ensurePackages } from "../packages/ensure-packages.ts";
import type { Context } from "../ui/context.ts";
import { progressView } from "../ui/progress.ts";
import { requirementsOf, runCheckers } from "./run-validators.ts";
import type { CheckerResult } from "./validator.ts";

/** `fw check --real`: what the programs say that read the rendered files. */
export async function checkReal(
  { io, json }: Context,
  model: Model,
  options: { readonly install: boolean; readonly yes: boolean },
): Promise<readonly CheckerResult[]> {
  using view = progressView(io, json);
  const step = stepRunner(view.sink, io.signal);
  if (options.install) await ensurePackages(io, options.yes, step, requirementsOf(model));
  return step("real checkers", (report) =>
    runCheckers(model, { io, onCheck: (what) => report.progress(what) }),
  );
}
