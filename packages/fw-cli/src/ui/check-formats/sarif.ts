import { diagnosticCodes, type Diagnostic } from "fw-config";
import { jsonText } from "toolkit/printable";

import { version } from "../../package.ts";
import type { CheckerResult } from "../../validators/validator.ts";
import type { CheckFormat } from "./report.ts";

/** SARIF 2.1.0 (OASIS), which code scanning services read. */
export const sarifFormat: CheckFormat = ({ shownPath, diagnostics, real = [] }) => {
  const uri = encodeURI(shownPath);
  const failed = real.filter(({ status }) => status === "fail");
  const run = {
    tool: { driver: { name: "fw", version, rules: [...rules(diagnostics), ...realRules(failed)] } },
    columnKind: "utf16CodeUnits",
    results: [
      ...diagnostics.map((diagnostic) => result(diagnostic, uri)),
      ...failed.map((failure) => realResult(failure, uri)),
    ],
  };
  return jsonText(
    { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] },
    2,
  );
};

function rules(diagnostics: readonly Diagnostic[]): readonly object[] {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].toSorted();
  return codes.map((id) => {
    const { title, explanation, severity } = diagnosticCodes[id];
    return {
      id,
      shortDescription: { text: title },
      fullDescription: { text: explanation },
      defaultConfiguration: { level: severity },
    };
  });
}

function result({ code, severity, message, hint, range }: Diagnostic, uri: string): object {
  const region = range && {
    startLine: range.start.line,
    startColumn: range.start.column,
    endLine: range.end.line,
    endColumn: range.end.column,
  };
  const text = `${message}\n${hint}`;
  return {
    ruleId: code,
    level: severity,
    message: { text },
    locations: [{ physicalLocation: { artifactLocation: { uri }, ...(region && { region }) } }],
  };
}

function realRules(failed: readonly CheckerResult[]): readonly object[] {
  const names = [...new Set(failed.map(({ checker }) => checker))];
  return names.map((name) => ({
    id: `real/${name}`,
    shortDescription: { text: `${name} refuses a rendered file` },
  }));
}

function realResult({ checker, host, path, detail }: CheckerResult, uri: string): object {
  return {
    ruleId: `real/${checker}`,
    level: "error",
    message: { text: `${host}:${path}\n${detail}` },
    locations: [{ physicalLocation: { artifactLocation: { uri } } }],
  };
}
