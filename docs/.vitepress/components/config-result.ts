import { check, formatDiagnostic, render, type Artifact, type TimingProfile } from "fw-config";

/** What the playground shows of a configuration. */
export interface ConfigResult {
  /** Each finding, printed with its place. */
  readonly findings: readonly { readonly code: string; readonly text: string }[];
  /** Empty when there is an error. */
  readonly files: readonly Artifact[];
}

/** Checks a configuration and, when it has no error, renders its files. */
export function renderConfig(text: string, profile: TimingProfile): ConfigResult {
  const { model, diagnostics } = check(text, { file: "fw.config.yaml", profile });
  return {
    findings: diagnostics.map((finding) => ({
      code: finding.code,
      text: formatDiagnostic(finding, text),
    })),
    files: model === undefined ? [] : render(model),
  };
}
