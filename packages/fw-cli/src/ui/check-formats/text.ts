import { formatDiagnostic } from "fw-config";

import type { CheckerResult, CheckerStatus } from "../../checkers/checker.ts";
import type { CheckFormat } from "./report.ts";

/** For people: each finding with its place in the text, then the verdict. */
export const textFormat: CheckFormat = ({ file, text, diagnostics, real = [] }) => {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const warnings = diagnostics.length - errors;
  const refused = real.filter(({ status }) => status === "fail").length;
  const found = [
    ...(diagnostics.length === 0 ? [] : [count(errors, "error"), count(warnings, "warning")]),
    ...(refused === 0 ? [] : [`${count(refused, "file")} refused by the program that reads it`]),
  ];
  const verdict = found.length === 0 ? "is fine" : `has ${found.join(", ")}`;
  return [
    ...diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, text)),
    ...(real.length > 0 ? [real.map(checkerText).join("\n"), tally(real)] : []),
    `${file} ${verdict}`,
  ].join("\n\n");
};

const marks: Readonly<Record<CheckerStatus, string>> = { pass: "✓", fail: "✗", skipped: "-" };

function checkerText({ checker, host, path, status, detail }: CheckerResult): string {
  const line = `${marks[status]} ${checker} ${host}:${path}`;
  if (detail === "") return line;
  if (status === "skipped") return `${line}: skipped: ${detail}`;
  return [line, ...detail.split("\n")].join("\n    ");
}

function tally(real: readonly CheckerResult[]): string {
  const of = (wanted: CheckerStatus): number =>
    real.filter(({ status }) => status === wanted).length;
  return `real checkers: ${of("pass")} passed, ${of("fail")} failed, ${of("skipped")} skipped`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
