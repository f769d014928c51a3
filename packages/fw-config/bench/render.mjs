// @ts-check
// Prints how long a configuration takes from text to files, by size: seed, then 100 to 30,000 rules.
// Processor time, which other work on the machine disturbs least; `nft -f` is the time that passes.
// The ratio is to the seed's whole way, measured in the same run.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { stringify } from "yaml";

import { parse, render, resolve } from "../dist/index.js";
import { largeConfig } from "./large-config.mjs";

/** @template T @param {number} runs @param {() => T} work @returns {{ ms: number, value: T }} */
function median(runs, work) {
  const times = [];
  let value = work();
  for (let i = 0; i < runs; i += 1) {
    const start = process.cpuUsage();
    value = work();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return { ms: times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0, value };
}

/** @param {string} text @param {number} runs */
function measure(text, runs) {
  const parsed = median(runs, () => parse(text));
  const { config } = parsed.value;
  if (config === undefined) throw new Error(parsed.value.diagnostics[0]?.message);
  const resolved = median(runs, () => resolve(config));
  const { model } = resolved.value;
  if (model === undefined) throw new Error(resolved.value.diagnostics[0]?.message);
  const rendered = median(runs, () => render(model));
  const total = parsed.ms + resolved.ms + rendered.ms;
  return {
    parse: parsed.ms,
    resolve: resolved.ms,
    render: rendered.ms,
    total,
    artifacts: rendered.value,
  };
}

/** @param {readonly import("../dist/index.js").Artifact[]} artifacts */
function loadTime(artifacts) {
  const ruleset = artifacts.find(({ path }) => path === "/etc/nftables.conf");
  const directory = mkdtempSync(join(tmpdir(), "fw-bench-"));
  try {
    const file = join(directory, "nftables.conf");
    writeFileSync(file, ruleset?.content ?? "");
    const start = performance.now();
    const { status } = spawnSync("unshare", ["--net", "nft", "-f", file]);
    return status === 0 ? performance.now() - start : undefined;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const seedText = readFileSync(new URL("../../../fw.config.yaml", import.meta.url), "utf8");
const seed = measure(seedText, 51);
const rows = [100, 300, 1000, 3000, 10_000, 30_000].map((rules) => {
  const config = largeConfig(rules, 50);
  const text =
    rules > 10_000 ? JSON.stringify(config) : stringify(config, { aliasDuplicateObjects: false });
  return { name: `${rules} rules, 50 networks`, ...measure(text, rules > 3000 ? 1 : 3) };
});
for (const row of [{ name: "seed", ...seed }, ...rows]) {
  const load = loadTime(row.artifacts);
  const steps = [row.parse, row.resolve, row.render, row.total].map((ms) =>
    ms.toFixed(1).padStart(8),
  );
  const ratio = (row.total / seed.total).toFixed(1).padStart(7);
  const loaded = load === undefined ? "-" : load.toFixed(0);
  console.log(
    `${row.name.padEnd(26)} parse ${steps[0]}  resolve ${steps[1]}  render ${steps[2]}  total ${steps[3]} ms  x${ratio}  nft -f ${loaded} ms`,
  );
}
