import { analyzePolicy } from "./analysis/analyze.ts";
import { analyzeManagement } from "./analysis/management.ts";
import type { Config } from "./config/config.ts";
import { expectOptions } from "./config/expect-options.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { Model } from "./model/types.ts";
import { readObject, readText, type ParseOptions } from "./parse/parse.ts";
import type { Locate } from "./parse/positions.ts";
import { derive, type ResolveOptions } from "./resolve.ts";

/** What {@link check} returns. */
export interface CheckResult {
  /** Present when what was given has a configuration's shape; frozen. */
  readonly config?: Config;
  /** Present when there is no error. */
  readonly model?: Model;
  /** Every finding, in the order of the steps: text, model, policy. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Later findings with their places, and the file that they are in. */
function placed(
  diagnostics: readonly Diagnostic[],
  locate: Locate,
  file: string | undefined,
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const range = locate(diagnostic.path, false);
    return {
      ...diagnostic,
      ...(range === undefined ? {} : { range }),
      ...(file === undefined ? {} : { file }),
    };
  });
}

/**
 * Parses, resolves and analyses the policy in one step, so that all findings have their place in
 * the text. An object goes the same way and has the same findings, without places.
 *
 * @param source - the whole text of a configuration, or the configuration as an object
 * @throws ArgumentError for options that do not exist; what is wrong with the source is a finding
 *
 * @example
 * ```ts
 * const { model, diagnostics } = check(text, { file: "fw.config.yaml", profile: "kvm" });
 * for (const finding of diagnostics) console.log(formatDiagnostic(finding, text));
 * ```
 */
export function check(source: unknown, options: ParseOptions & ResolveOptions = {}): CheckResult {
  expectOptions("check", options, ["file", "profile", "timers"]);
  const read =
    typeof source === "string" ? readText(source, options.file) : readObject(source, options.file);
  const { model, diagnostics } = derive(read.acceptance, options);
  const policy = model === undefined ? [] : [...analyzePolicy(model), ...analyzeManagement(model)];
  const later = placed([...diagnostics, ...policy], read.locate, options.file);
  const { config } = read.acceptance;
  return {
    ...(config === undefined ? {} : { config }),
    ...(model === undefined ? {} : { model }),
    diagnostics: [...read.diagnostics, ...later],
  };
}
