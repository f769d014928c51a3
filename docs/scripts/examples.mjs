// @ts-check
import { readFileSync, writeFileSync } from "node:fs";

import { check, formatDiagnostic, render } from "fw-config";

import { writeText } from "./page.mjs";
import { outputOf } from "./run.mjs";

/** What the guides show of the almanac: a name, and the call that prints it. */
const CALLS = Object.entries({
  day: ["day", "2024-08-23"],
  "august-books": ["range", "2021-08-20", "2021-08-25", "--rule", "books"],
  "august-season": ["range", "2021-08-20", "2021-08-25"],
  june: ["range", "2021-06-17", "2021-06-22"],
  compare: ["compare", "2021"],
  "day-1951": ["day", "1951-12-23", "--zone", "+08:00"],
});

/** The comparison goes on with every single break. @param {string} name @param {string} text */
function shorten(name, text) {
  return name === "compare" ? text.split("\n\n", 2).join("\n\n") : text;
}

/** The files of the ten-line pair, and what the almanac prints, for the guides to include. */
export async function writeExamples() {
  const text = readFileSync(new URL("../fw-config/office.txt", import.meta.url), "utf8");
  const { model, diagnostics } = check(text, { profile: "hardware" });
  if (model === undefined || diagnostics.length > 0) {
    throw new Error(`office.txt has findings: ${JSON.stringify(diagnostics)}`);
  }
  for (const { host, path, content } of render(model)) writeText(`files/${host}${path}`, content);

  const wrong = text.replace("bridge: br1", "brige: br1");
  const findings = check(wrong, { file: "fw.config.yaml" }).diagnostics;
  writeText(
    "output/finding.txt",
    findings.map((finding) => `${formatDiagnostic(finding, wrong)}\n`).join(""),
  );

  for (const [name, argv] of CALLS) {
    writeText(`output/${name}.txt`, shorten(name, await outputOf("almanac", argv)));
  }
  const plot = await outputOf("almanac", ["plot", "2021"]);
  writeFileSync(new URL("../almanac/plot-2021.svg", import.meta.url), plot);
}
