// @ts-check
// Prints how long a configuration takes from text to files, step by step, by size: the seed's lab,
// then 100 to 30,000 rules over 50 networks, as YAML and as JSON. Milliseconds that pass, medians
// of warm runs; "first" is the whole way of the first run in this process.
// The baselines, measured in the same run: for the reading, the yaml library's own `parseDocument`
// of the same text; for the growth, the row of 1,000 rules of the same format.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { parseDocument, stringify } from "yaml";

import { analyzePolicy, parse, render, resolve, validate } from "../dist/index.js";
import { largeConfig } from "./large-config.mjs";

const networks = 50;

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** A clock that keeps the times of named steps. */
function stopwatch() {
  /** @type {Map<string, number[]>} */
  const times = new Map();
  /** @template T @param {string} name @param {() => T} work */
  const run = (name, work) => {
    const start = performance.now();
    const value = work();
    times.set(name, [...(times.get(name) ?? []), performance.now() - start]);
    return value;
  };
  return { times, run };
}

/** @template T @param {T | undefined} value @param {readonly { message: string }[]} diagnostics */
function found(value, diagnostics) {
  if (value === undefined) throw new Error(diagnostics[0]?.message);
  return value;
}

/** @param {string} text @param {number} runs */
function measure(text, runs) {
  const { times, run } = stopwatch();
  /** @type {readonly import("../dist/index.js").Artifact[]} */
  let artifacts = [];
  for (let i = 0; i <= runs; i += 1) {
    const parsed = run("parse", () => parse(text));
    const config = found(parsed.config, parsed.diagnostics);
    run("validate", () => validate(config));
    const resolved = run("resolve", () => resolve(config));
    const model = found(resolved.model, resolved.diagnostics);
    run("analyse", () => analyzePolicy(model));
    artifacts = run("render", () => render(model));
    if (i > 0) run("parseDocument", () => parseDocument(text));
  }
  /** @param {string} name */
  const warm = (name) => median(times.get(name)?.slice(1) ?? []);
  const ways = Array.from({ length: runs + 1 }, (_, i) =>
    ["parse", "resolve", "analyse", "render"].reduce(
      (sum, name) => sum + (times.get(name)?.[i] ?? 0),
      0,
    ),
  );
  return {
    read: Math.max(0, warm("parse") - warm("validate")),
    validate: warm("validate"),
    resolve: warm("resolve"),
    analyse: warm("analyse"),
    render: warm("render"),
    total: median(ways.slice(1)),
    first: ways[0] ?? 0,
    parse: warm("parse"),
    library: median(times.get("parseDocument") ?? []),
    artifacts,
  };
}

/** @param {readonly import("../dist/index.js").Artifact[]} artifacts */
function loadTime(artifacts) {
  const ruleset = artifacts.find(({ path }) => path === "/etc/nftables.conf");
  const directory = mkdtempSync(join(tmpdir(), "fw-bench-"));
  try {
    const file = join(directory, "nftables.conf");
    writeFileSync(file, ruleset?.content ?? "");
    const runs = Array.from({ length: 3 }, () => {
      const start = performance.now();
      const { status } = spawnSync("unshare", ["--net", "nft", "-f", file]);
      return status === 0 ? performance.now() - start : Number.NaN;
    });
    return median(runs);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");
/** @type {{ result?: unknown }} */
const kept = {};

/** What stays in memory of a result, in MiB. @param {() => unknown} work */
function retained(work) {
  delete kept.result;
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  kept.result = work();
  collectGarbage();
  return ((process.memoryUsage().heapUsed - before) / 2 ** 20).toFixed(0);
}

/** @param {number} ms */
function cell(ms) {
  return (ms < 100 ? ms.toFixed(1) : ms.toFixed(0)).padStart(6);
}

/** @param {string} name @param {ReturnType<typeof measure>} row @param {string} extra */
function print(name, row, extra) {
  const steps = /** @type {const} */ (["read", "validate", "resolve", "analyse", "render"]);
  const split = steps.map((step) => `${step} ${cell(row[step])}`).join("  ");
  const ratio = (row.parse / row.library).toFixed(2);
  console.log(
    `${name.padEnd(18)} ${split}  total ${cell(row.total)} ms (first ${cell(row.first)})  parse / parseDocument ${ratio}${extra}`,
  );
}

const seed = readFileSync(new URL("../../../fw.config.yaml", import.meta.url), "utf8");
print("seed's lab", measure(seed, 50), "  budget 10 ms");

for (const format of /** @type {const} */ (["YAML", "JSON"])) {
  /** @type {number | undefined} */
  let each;
  for (const rules of [100, 300, 1000, 3000, 10_000, 30_000]) {
    const config = largeConfig(rules, networks);
    const text =
      format === "JSON"
        ? JSON.stringify(config, undefined, 2)
        : stringify(config, { aliasDuplicateObjects: false });
    const refused = parse(text).diagnostics.find(({ code }) => code === "FW005");
    if (refused !== undefined) {
      console.log(`${rules} rules ${format}: refused, because ${refused.message}`);
      continue;
    }
    const row = measure(text, rules > 3000 ? 3 : 7);
    if (rules === 1000) each = row.total / rules;
    const growth =
      each === undefined ? "" : `  per rule x${(row.total / rules / each).toFixed(2)} of 1,000`;
    const budget = rules === 10_000 ? "  budget 500 ms" : "";
    const load = format === "JSON" ? `  nft -f ${loadTime(row.artifacts).toFixed(0)} ms` : "";
    print(`${rules} rules ${format}`, row, `${growth}${budget}${load}`);
  }
}

const config = largeConfig(10_000, networks);
const { model, diagnostics } = resolve(config);
const whole = found(model, diagnostics);
const text = stringify(config, { aliasDuplicateObjects: false });
console.log(
  [
    "10,000 rules in memory:",
    `configuration ${retained(() => parse(text).config)} MiB`,
    `(the library's document ${retained(() => parseDocument(text))} MiB)`,
    `model ${retained(() => resolve(config).model)} MiB`,
    `files ${retained(() => render(whole))} MiB`,
    `at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB resident in this run`,
  ].join("  "),
);
