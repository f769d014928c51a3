import { formatDiagnostic } from "fw-config";

import type { CheckerResult, CheckerStatus } from "../../validators/validator.ts";
import type { CheckFormat, Verdict } from "./report.ts";

/** For people: each finding with its place in the text, then the verdict. */
export const textFormat: CheckFormat = ({ file, text, verdict, diagnostics, real = [] }) =>
  [
    ...diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, text)),
    ...(real.length > 0 ? [real.map(checkerText).join("\n"), tally(real, verdict)] : []),
    `${file} ${verdictText(verdict)}`,
  ].join("\n\n");

function verdictText({ errors, warnings, refused }: Verdict): string {
  const found = [
    ...(errors + warnings > 0 ? [count(errors, "error"), count(warnings, "warning")] : []),
    ...(refused > 0 ? [`${count(refused, "file")} refused by the program that reads it`] : []),
  ];
  return found.length === 0 ? "is fine" : `has ${found.join(", ")}`;
}

const marks: Readonly<Record<CheckerStatus, string>> = { pass: "✓", fail: "✗", skipped: "-" };

function checkerText({ checker, host, path, status, detail }: CheckerResult): string {
  const line = `${marks[status]} ${checker} ${host}:${path}`;
  if (detail === "") return line;
  if (status === "skipped") return `${line}: skipped: ${detail}`;
  return [line, ...detail.split("\n")].join("\n    ");
}

function tally(real: readonly CheckerResult[], { refused, skipped }: Verdict): string {
  const passed = real.length - refused - skipped;
  return `real checkers: ${passed} passed, ${refused} failed, ${skipped} skipped`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
