import type { Model } from "fw-config";

import type { CheckerResult } from "../checkers/checker.ts";
import { requirementsOf, runCheckers } from "../checkers/run-checkers.ts";
import { stepRunner } from "../lab/events.ts";
import { progressView } from "../ui/progress.ts";
import type { Context } from "./context.ts";
import { ensurePackages } from "./ensure-packages.ts";

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
