import { check, formatDiagnostic } from "fw-config";

import { loadConfig } from "../lab/config-file.ts";
import { type Context, printResult } from "./context.ts";

/** `fw check [FILE]`: prints what is wrong; 1 when something is. */
export async function checkCommand(context: Context, file: string | undefined): Promise<number> {
  const loaded = await loadConfig(context.io, file);
  const { diagnostics } = check(loaded.text, { file: loaded.file });
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  printResult(context, { version: 1, file: loaded.file, ok: errors === 0, diagnostics }, () => {
    const findings = diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, loaded.text));
    const warnings = diagnostics.length - errors;
    const verdict =
      diagnostics.length === 0
        ? "is fine"
        : `has ${count(errors, "error")}, ${count(warnings, "warning")}`;
    return [...findings, `${loaded.file} ${verdict}`].join("\n\n");
  });
  return errors > 0 ? 1 : 0;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
