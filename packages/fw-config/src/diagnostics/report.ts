import { diagnosticCodes, type DiagnosticCode } from "./codes.ts";
import type { ConfigPath, Diagnostic } from "./diagnostic.ts";

/** Notes one finding; the severity is the code's, and so is the cure, unless a nearer one is known. */
export type Report = (
  code: DiagnosticCode,
  path: ConfigPath,
  message: string,
  hint?: string,
) => void;

/** A finding with the severity of its code and, unless a nearer one is known, its cure. */
export function finding(
  code: DiagnosticCode,
  path: ConfigPath,
  message: string,
  hint?: string,
): Diagnostic {
  const { severity, cure } = diagnosticCodes[code];
  return { code, severity, message, path, hint: hint ?? cure };
}

/** A report that collects into a list. */
export function collector(into: Diagnostic[]): Report {
  return (...about) => {
    into.push(finding(...about));
  };
}
