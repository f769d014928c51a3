import { describe, expect, it } from "vitest";

import type { CheckerResult, CheckerStatus } from "../../validators/validator.ts";
import { checkFormats } from "./formats.ts";
import { type CheckReport, verdictOf } from "./report.ts";

function checked(status: CheckerStatus): CheckerResult {
  const detail = status === "pass" ? "" : "excess moved to eVIPs";
  return { checker: "keepalived -t", host: "fw-1", path: "/etc/keepalived.conf", status, detail };
}

const warning = {
  severity: "warning",
  code: "FW100",
  message: "no packet",
  hint: "remove it",
  path: [],
} as const;
const error = {
  severity: "error",
  code: "FW002",
  message: "unknown field",
  hint: "remove it",
  path: [],
} as const;

function report(
  diagnostics: CheckReport["diagnostics"],
  statuses: readonly CheckerStatus[],
): CheckReport {
  const real = statuses.map(checked);
  const place = { file: "/fw.yaml", shownPath: "fw.yaml", text: "" };
  return { ...place, diagnostics, real, verdict: verdictOf(diagnostics, real) };
}

describe("the last line of a check", () => {
  it.each([
    [[], [], "is fine"],
    [[], ["pass"], "is fine"],
    [[], ["pass", "fail"], "has 1 file refused by the program that reads it"],
    [[warning], ["fail"], "has 0 errors, 1 warning, 1 file refused by the program that reads it"],
    [[warning], ["pass"], "has 0 errors, 1 warning"],
    [[error, warning], [], "has 1 error, 1 warning"],
    [[], ["pass", "skipped"], "is fine"],
  ] as const)("after %j and %j says that the file %s", (diagnostics, statuses, said) => {
    const lines = checkFormats.text(report(diagnostics, statuses)).split("\n");
    expect(lines.at(-1)).toBe(`/fw.yaml ${said}`);
  });
});

it("what a program refuses is an error in every format", () => {
  const refused = report([], ["pass", "fail"]);
  expect(refused.verdict.ok).toBe(false);
  expect(JSON.parse(checkFormats.json(refused))).toMatchObject({ ok: false });
  expect(checkFormats.github(refused)).toMatch(/^::error file=fw.yaml,title=keepalived -t::fw-1:/);
  const { runs } = JSON.parse(checkFormats.sarif(refused)) as { runs: [{ results: object[] }] };
  expect(runs[0].results).toMatchObject([{ ruleId: "real/keepalived -t", level: "error" }]);
});
