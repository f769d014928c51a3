// @ts-check
import { check, diagnosticCodes, formatDiagnostic } from "fw-config";

import { MISTAKES, mistaken } from "./diagnostic-examples.mjs";
import { fence, table, writePage } from "./page.mjs";

/**
 * What the checker says about a mistake, printed as a user sees it.
 *
 * @param {string} code
 */
function report(code) {
  const mistake = MISTAKES.find(([of]) => of === code);
  if (mistake === undefined) throw new Error(`${code} has no example`);
  const text = mistaken(mistake);
  const { diagnostics } = check(text, { file: "fw.config.yaml", profile: "hardware" });
  const finding = diagnostics.find((found) => found.code === code);
  if (finding === undefined) throw new Error(`${code}: its example has no such finding`);
  return formatDiagnostic(finding, text);
}

/**
 * A cure is a few words, as the hint of a finding; on a page it is a sentence.
 *
 * @param {string} words
 */
function sentence(words) {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** A page a code, and their list. */
export function writeDiagnostics() {
  const codes = Object.entries(diagnosticCodes);
  for (const [code, { severity, title, explanation, cure }] of codes) {
    const heading = [`# ${code}: ${title}`, `*${severity}*`, explanation];
    const parts = [...heading, "## Cure", sentence(cure), "## Example", fence(report(code))];
    writePage(`diagnostics/${code}.md`, parts);
  }
  writePage("diagnostics/index.md", [
    "# Diagnostic codes",
    "Each finding has a code that keeps its number and its meaning, a place and a cure. An error means that nothing is rendered.",
    table(
      ["Code", "Severity", "Meaning"],
      codes.map(([code, { severity, title }]) => [`[${code}](${code}.md)`, severity, title]),
    ),
  ]);
}
