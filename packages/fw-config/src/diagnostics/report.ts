import { diagnosticCodes, type DiagnosticCode } from "./codes.ts";
import type { ConfigPath, Diagnostic } from "./diagnostic.ts";

/** Notes one finding; the severity is the code's. */
export type Report = (
  code: DiagnosticCode,
  path: ConfigPath,
  message: string,
  hint?: string,
) => void;

/** A report that collects into a list. */
export function collector(into: Diagnostic[]): Report {
  return (code, path, message, hint) => {
    const { severity } = diagnosticCodes[code];
    into.push({ code, severity, message, path, ...(hint === undefined ? {} : { hint }) });
  };
}
