import type { Config } from "./config/config.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { resolve, type ResolveOptions } from "./model/resolve.ts";
import type { Model } from "./model/types.ts";
import { parseSource, type ParseOptions } from "./parse/parse.ts";
import { analyzePolicy } from "./policy/analysis/analyze.ts";

/** What {@link check} returns. */
export interface CheckResult {
  /** Present when the text has a configuration's shape. */
  readonly config?: Config;
  /** Present when there is no error. */
  readonly model?: Model;
  /** Every finding, in the order of the steps: text, model, policy. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Parses, resolves and analyses the policy in one step, so that all findings have their place in
 * the text.
 *
 * @example
 * ```ts
 * const { model, diagnostics } = check(text, { file: "fw.config.yaml", profile: "kvm" });
 * for (const finding of diagnostics) console.log(formatDiagnostic(finding, text));
 * ```
 */
export function check(text: string, options: ParseOptions & ResolveOptions = {}): CheckResult {
  const { config, diagnostics, locate } = parseSource(text, options);
  if (config === undefined) return { diagnostics };
  const resolved = resolve(config, options);
  const policy = resolved.model === undefined ? [] : analyzePolicy(resolved.model);
  const placed = [...resolved.diagnostics, ...policy].map((diagnostic) => {
    const range = locate(diagnostic.path, false);
    const file = options.file;
    return {
      ...diagnostic,
      ...(range === undefined ? {} : { range }),
      ...(file === undefined ? {} : { file }),
    };
  });
  const all = [...diagnostics, ...placed];
  return resolved.model === undefined
    ? { config, diagnostics: all }
    : { config, model: resolved.model, diagnostics: all };
}
