import { styleText } from "node:util";

import type { Context } from "../context.ts";
import { type Finding, diagnose } from "../doctor/doctor.ts";
import { stepRunner } from "../events.ts";
import { loadConfig, modelOf } from "../lab/config-file.ts";
import { labsDir } from "../lab/paths.ts";
import { machinesWithScreen } from "../lab/screens.ts";
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
  const screens = await screensOf(context);
  if (options.install && context.dryRun) {
    const missing = await missingPackages(env);
    const command = missing.length === 0 ? [] : installCommand(missing, process.getuid?.() === 0);
    printResult(context, { command }, () => command.join(" ") || "nothing to install");
    return 0;
  }
  if (options.install) {
    using view = progressView(io, context.json);
    await ensurePackages(io, options.yes, stepRunner(view.sink, signal));
  }
  const findings = await diagnose({ env, signal, stateDir: labsDir(io), screens });
  const ok = findings.every(({ status }) => status !== "fail");
  printResult(context, { ok, findings }, () =>
    [...findings.map((finding) => findingText(finding, context)), verdict(ok)].join("\n"),
  );
  return ok ? 0 : 1;
}

/** The machines with a screen in the config that is named, or in the nearest one if that is valid. */
async function screensOf({ io, config }: Context): Promise<readonly string[]> {
  try {
    const loaded = await loadConfig({ cwd: io.cwd, env: io.env }, config);
    return machinesWithScreen(modelOf(loaded, "hardware").model);
  } catch (error) {
    if (config !== undefined) throw error;
    return [];
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
