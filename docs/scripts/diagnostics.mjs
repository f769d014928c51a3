// @ts-check
import { check, diagnosticCodes, formatDiagnostic } from "fw-config";

import { MISTAKES, SOUND } from "./diagnostic-examples.mjs";
import { fence, table, writePage } from "./page.mjs";

/**
 * What the checker says about a mistake, printed as a user sees it.
 *
 * @param {readonly [code: string, right: string, wrong: string]} mistake
 */
function report([code, right, wrong]) {
  if (SOUND.split(right).length !== 2) throw new Error(`${code}: ${right} must stand there once`);
  const text = SOUND.replace(right, wrong);
  const { diagnostics } = check(text, { file: "fw.config.yaml", profile: "hardware" });
  const finding = diagnostics.find((found) => found.code === code);
  if (finding === undefined) throw new Error(`${code}: no such finding with ${wrong}`);
  return formatDiagnostic(finding, text);
}

/** @param {string} code */
function example(code) {
  const mistake = MISTAKES.find(([of]) => of === code);
  return mistake === undefined ? [] : ["## Example", fence(report(mistake))];
}

/** A page a code, and their list. */
export function writeDiagnostics() {
  const codes = Object.entries(diagnosticCodes);
  for (const [code, { severity, title, explanation }] of codes) {
    const heading = [`# ${code}: ${title}`, `*${severity}*`, explanation];
    writePage(`diagnostics/${code}.md`, [...heading, ...example(code)]);
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
