// @ts-check
import { diagnosticCodes } from "fw-config";

import { table, writePage } from "./page.mjs";

/** A page a code, and their list. */
export function writeDiagnostics() {
  const codes = Object.entries(diagnosticCodes);
  for (const [code, { severity, title, explanation }] of codes) {
    writePage(`diagnostics/${code}.md`, [`# ${code}: ${title}`, `*${severity}*`, explanation]);
  }
  writePage("diagnostics/index.md", [
    "# Diagnostic codes",
    "Each finding has a code that keeps its number and its meaning. An error means that nothing is rendered.",
    table(
      ["Code", "Severity", "Meaning"],
      codes.map(([code, { severity, title }]) => [`[${code}](${code}.md)`, severity, title]),
    ),
  ]);
}
