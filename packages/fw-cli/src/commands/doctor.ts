import { styleText } from "node:util";

import type { Model } from "fw-config";

import type { Context } from "../context.ts";
import { type Finding, diagnose } from "../doctor/doctor.ts";
import { stepRunner } from "../events.ts";
import { requirementsOf } from "../lab/choose-machines.ts";
import { loadConfig, modelOf } from "../lab/config-file.ts";
import { labsDir } from "../lab/paths.ts";
import { ensurePackages } from "../packages/ensure-packages.ts";
import { installCommand, missingPackages } from "../packages/packages.ts";
import { printResult } from "../ui/print.ts";
import { progressView } from "../ui/progress.ts";

/** `fw doctor`: what the host has and lacks; 1 when a lab cannot run. */
export async function doctorCommand(
  context: Context,
  options: { readonly install: boolean; readonly yes: boolean },
): Promise<number> {
  const { io } = context;
  const { env, signal } = io;
  const model = await modelInReach(context);
  const requirements = requirementsOf("qemu", model);
  if (options.install && context.dryRun) {
    const missing = await missingPackages(env, undefined, requirements);
    const command = missing.length === 0 ? [] : installCommand(missing, process.getuid?.() === 0);
    printResult(context, { command }, () => command.join(" ") || "nothing to install");
    return 0;
  }
  if (options.install) {
    using view = progressView(io, context.json);
    await ensurePackages(io, options.yes, stepRunner(view.sink, signal), requirements);
  }
  const findings = await diagnose({ env, signal, stateDir: labsDir(io), model });
  const ok = findings.every(({ status }) => status !== "fail");
  printResult(context, { ok, findings }, () =>
    [...findings.map((finding) => findingText(finding, context)), verdict(ok)].join("\n"),
  );
  return ok ? 0 : 1;
}

/** What the config that is named describes, or the nearest one if that is valid. */
async function modelInReach({ io, config }: Context): Promise<Model | undefined> {
  try {
    const loaded = await loadConfig({ cwd: io.cwd, env: io.env }, config);
    return modelOf(loaded, "hardware").model;
  } catch (error) {
    if (config !== undefined) throw error;
    return undefined;
  }
}

const marks = { ok: "✓", warn: "!", fail: "✗" } as const;
const colours = { ok: "green", warn: "yellow", fail: "red" } as const;

function findingText({ title, status, detail, hint }: Finding, { io }: Context): string {
  const mark = styleText(colours[status], marks[status], { stream: io.stdout });
  const advice = hint === undefined ? "" : `\n    → ${hint.replaceAll("\n", "\n      ")}`;
  return `${mark} ${title}: ${detail}${advice}`;
}

function verdict(ok: boolean): string {
  return ok ? "a lab can run here" : "a lab cannot run here yet";
}
