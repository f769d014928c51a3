import { relative } from "node:path";

import { check, type Model, type TimingProfile } from "fw-config";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { loadConfig } from "../lab/config-file.ts";
import { type CheckFormatName, checkFormats } from "../ui/check-formats/formats.ts";
import { verdictOf } from "../ui/check-formats/report.ts";
import { printText } from "../ui/print.ts";
import type { CheckerResult } from "../validators/validator.ts";

/** How `fw check` was called. */
export interface CheckOptions {
  /** Absent: text, or JSON with `--json`. */
  readonly format: CheckFormatName | undefined;
  /** Where the pair will run: an advert interval that one place bears is too short for another. */
  readonly profile: TimingProfile;
  /** Ask the programs that read the rendered files. */
  readonly real: boolean;
  /** Install those that are missing. */
  readonly install: boolean;
  readonly yes: boolean;
}

/** `fw check [FILE]`: prints what is wrong; 1 when something is. */
export async function checkCommand(
  context: Context,
  path: string | undefined,
  options: CheckOptions,
): Promise<number> {
  const { io } = context;
  const format = chooseFormat(context, options);
  const { file, text } = await loadConfig(io, path);
  const { model, diagnostics } = check(text, { file, profile: options.profile });
  const real = await askPrograms(context, model, options);
  const verdict = verdictOf(diagnostics, real);
  const below = relative(io.cwd, file);
  const shownPath = below.startsWith("..") ? file : below;
  const report = checkFormats[format]({
    file,
    text,
    shownPath,
    verdict,
    diagnostics,
    ...(real && { real }),
  });
  printText(io, report);
  return verdict.ok ? 0 : 1;
}

function chooseFormat(context: Context, { format }: CheckOptions): CheckFormatName {
  if (!context.json) return format ?? "text";
  if (format === undefined || format === "json") return "json";
  throw new FwError("E_USAGE", `--json and --format ${format} contradict each other`, {
    place: "--format",
    value: format,
    hint: "leave one of them out",
    exitCode: 2,
  });
}

async function askPrograms(
  context: Context,
  model: Model | undefined,
  options: CheckOptions,
): Promise<readonly CheckerResult[] | undefined> {
  if (options.install && !options.real) {
    throw new FwError("E_USAGE", "--install is for the programs of --real", {
      place: "--install",
      hint: "add --real, or see: fw doctor --install",
      exitCode: 2,
    });
  }
  // A config with errors has no files that could be checked.
  if (!options.real || model === undefined) return undefined;
  const { io } = context;
  // Loaded here, because most checks ask no program.
  const [{ checkReal }, { progressView }, { stepRunner }] = await Promise.all([
    import("../validators/check-real.ts"),
    import("../ui/progress.ts"),
    import("../events.ts"),
  ]);
  using view = progressView(io, context.json);
  // Awaited here, because the view ends with this function.
  return await checkReal(io, stepRunner(view.sink, io.signal), model, options);
}
