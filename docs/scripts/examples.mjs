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

const FIRST_THREE = ["find", "--day-pair", "Giáp-Tý", "--day-star", "1", "--first", "3"];

/** What the Vietnamese guides show besides: they say nothing in English. */
const CALLS_IN_VIETNAMESE = Object.entries({
  person: ["person", "1990-06-15T09:30", "--sex", "male"],
  pillars: within("1700-01-01", "2300-12-31", [
    "pillars",
    "Giáp Thìn, Nhâm Thân, Kỷ Mùi, Canh Ngọ",
  ]),
  find: within("2026-01-01", "2099-12-31", FIRST_THREE),
});

/** @param {string} from @param {string} to @param {readonly string[]} argv */
function within(from, to, argv) {
  return [...argv, "--from", from, "--to", to];
}

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
  for (const [name, argv] of [...CALLS, ...CALLS_IN_VIETNAMESE]) {
    const output = await outputOf("almanac", [...argv, "--lang", "vi"]);
    writeText(`output/vi/${name}.txt`, shorten(name, output));
  }
  for (const [folder, language] of /** @type {const} */ ([
    ["almanac", "en"],
    ["vi/almanac", "vi"],
  ])) {
    const plot = await outputOf("almanac", ["plot", "2021", "--lang", language]);
    writeFileSync(new URL(`../${folder}/plot-2021.svg`, import.meta.url), plot);
  }
}
