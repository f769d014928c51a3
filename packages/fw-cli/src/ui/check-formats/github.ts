import type { Diagnostic } from "fw-config";

import type { CheckerResult } from "../../validators/validator.ts";
import type { CheckFormat } from "./report.ts";

/** GitHub's workflow commands: an annotation at the line of each finding. */
export const githubFormat: CheckFormat = ({ shownPath, diagnostics, real = [] }) =>
  [
    ...diagnostics.map((diagnostic) => annotation(diagnostic, shownPath)),
    ...real.flatMap((result) => realAnnotation(result, shownPath)),
  ].join("\n");

function annotation(diagnostic: Diagnostic, file: string): string {
  const { severity, code, message, hint, range } = diagnostic;
  const place =
    range === undefined
      ? {}
      : {
          line: range.start.line,
          endLine: range.end.line,
          // GitHub refuses columns of an annotation that spans lines.
          ...(range.start.line === range.end.line && {
            col: range.start.column,
            endColumn: range.end.column,
          }),
        };
  const text = `${message}\n${hint}`;
  return command(severity, { file, ...place, title: code }, text);
}

function realAnnotation(result: CheckerResult, file: string): readonly string[] {
  if (result.status === "pass") return [];
  const level = result.status === "fail" ? "error" : "notice";
  const said = result.status === "fail" ? result.detail : `skipped: ${result.detail}`;
  return [
    command(level, { file, title: result.checker }, `${result.host}:${result.path}\n${said}`),
  ];
}

function command(
  name: "error" | "warning" | "notice",
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(`${value}`)}`);
  return `::${name} ${list.join(",")}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
