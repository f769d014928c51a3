import { expect, it } from "vitest";

import { verdictOf } from "./report.ts";
import { textFormat } from "./text.ts";

const report = { file: "fw.config.yaml", shownPath: "fw.config.yaml", text: "", diagnostics: [] };
const result = { checker: "keepalived -t", host: "fw-1", path: "/etc/k.conf" } as const;

function verdict(status: "pass" | "fail" | "skipped"): string | undefined {
  const real = [{ ...result, status, detail: status === "pass" ? "" : "because" }];
  return textFormat({ ...report, verdict: verdictOf([], real), real })
    .split("\n")
    .at(-1);
}

it("fw check does not call a config fine whose files a program refuses", () => {
  expect(verdict("fail")).toBe("fw.config.yaml has 1 file refused by the program that reads it");
  expect(verdict("pass")).toBe("fw.config.yaml is fine");
  expect(verdict("skipped")).toBe("fw.config.yaml is fine");
});
