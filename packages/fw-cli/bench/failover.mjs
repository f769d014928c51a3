// How long a failover takes and what it kills, by the real daemons in network namespaces, with the
// published configuration in the same run as the baseline.
// Terms of RFC 6412: loss is packets lost times their interval, a gap is the longest silence.
//
//   node bench/failover.mjs [--trials 20] [--baseline-trials 3] [--flows 20] [--idle N]
//     [--tcp-interval 10] [--hold SECONDS] [--mode routed,snat]
//     [--fault none,power-off,stop,switchover,link-tracked,link-advert,partition]
//     [--config FILE] [--advert 10] [--html FILE] [--json FILE] [--docs FILE]
//
// --hold lets the flows live that long before the fault: longer than an entry's timer, for example.
// --docs writes the table of the docs page; its rows of other runs stay.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { check } from "fw-config";

import { compare, figuresOf } from "../dist/proof/analysis/figures.js";
import { quantiles } from "../dist/proof/analysis/quantiles.js";
import { summarize } from "../dist/proof/analysis/summary.js";
import { publishedBaseline } from "../dist/proof/proof-config.js";
import { prove } from "../dist/proof/prove.js";
import { reportHtml } from "../dist/proof/report/html.js";
import { reportText, spread } from "../dist/proof/report/text.js";
import { interruptible, machine } from "./machine.mjs";

const { values } = parseArgs({
  options: {
    trials: { type: "string", default: "20" },
    "baseline-trials": { type: "string", default: "3" },
    flows: { type: "string", default: "20" },
    idle: { type: "string" },
    "tcp-interval": { type: "string", default: "10" },
    hold: { type: "string", default: "0" },
    mode: { type: "string", default: "routed,snat" },
    fault: {
      type: "string",
      default: "none,power-off,stop,switchover,link-tracked,link-advert,partition",
    },
    config: {
      type: "string",
      default: new URL("../../../fw.config.yaml", import.meta.url).pathname,
    },
    advert: { type: "string" },
    html: { type: "string" },
    json: { type: "string" },
    docs: { type: "string" },
  },
});

const { config } = check(readFileSync(values.config, "utf8"), { file: values.config });
if (config === undefined) throw new Error(`${values.config} is not valid: see fw check`);
const vrrp = {
  ...config.ha.vrrp,
  ...(values.advert && { advertIntervalMs: Number(values.advert) }),
};
const proven = { ...config, ha: { ...config.ha, vrrp } };

const signal = interruptible();
const measure = (what, trials) =>
  prove(what, {
    modes: values.mode.split(","),
    faults: values.fault.split(","),
    trials,
    flows: Number(values.flows),
    ...(values.idle !== undefined && { idle: Number(values.idle) }),
    tcpIntervalMs: Number(values["tcp-interval"]),
    holdMs: 1000 * Number(values.hold),
    signal,
    random: Math.random,
    onTrial: () => process.stderr.write("."),
  });

const ours = await measure(proven, Number(values.trials));
const baselineTrials = Number(values["baseline-trials"]);
const baseline = baselineTrials > 0 ? await measure(publishedBaseline(config), baselineTrials) : [];
process.stderr.write("\n");

const rows = ours.map((group) => {
  const same = ({ fault, mode }) => fault === group.fault && mode === group.mode;
  return { group, summary: summarize(group), base: baseline.find(same) };
});
console.log(machine());
console.log(reportText([...ours, ...baseline].map(summarize)));
const names = {
  udpLossMs: "UDP loss",
  tcpStallMs: "TCP stall",
  admissionMs: "no new connection",
};
for (const { group, base } of rows) {
  for (const { figure, baseline: old, ours: own, ratio } of base ? compare(base, group) : []) {
    console.log(
      `${group.fault}, ${group.mode}, ${names[figure]}: ${own.median.toFixed(0)} ms, published ${old.median.toFixed(0)} ms: ${ratio.toFixed(1)} times better`,
    );
  }
}
if (values.html) {
  const groups = [...ours, ...baseline];
  writeFileSync(values.html, reportHtml("Failover of the firewall pair", groups));
}
if (values.json) {
  const groups = [...ours, ...baseline].map((group) => ({ ...group, summary: summarize(group) }));
  writeFileSync(values.json, JSON.stringify({ version: 1, machine: machine(), groups }));
}
if (values.docs) writeFileSync(values.docs, docsTable(rows, values.docs));
process.exit(rows.some(({ summary }) => summary.failures.length > 0) ? 1 : 0);

/** The rows of this run in the place of older ones of the same name, under one head. */
function docsTable(found, file) {
  const head = [
    "| Fault, mode | Flows a class, idle | Trials | Lived | Resets | UDP loss | TCP stall | No new connection | Two owners | Published: UDP loss, TCP stall | Times better | Measured |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
  ];
  const cellsOf = ({ group, summary, base }) => {
    const { udpLossMs, tcpStallMs } = figuresOf(group);
    const lived = summary.classes.reduce((sum, { survivors }) => sum + survivors, 0);
    const flows = summary.classes.reduce((sum, entry) => sum + entry.flows, 0);
    const old = base && figuresOf(base);
    const ratios = (base ? compare(base, group) : []).slice(0, 2);
    return [
      `${group.fault}, ${group.mode}${values.hold === "0" ? "" : `, held ${values.hold} s`}`,
      `${values.flows}, ${values.idle ?? values.flows}`,
      `${summary.measured} of ${summary.trials}`,
      `${lived}/${flows}`,
      summary.resets,
      spread(quantiles(udpLossMs)),
      spread(quantiles(tcpStallMs)),
      spread(summary.admissionMs),
      spread(summary.twoOwnersMs),
      old ? `${spread(quantiles(old.udpLossMs))}, ${spread(quantiles(old.tcpStallMs))}` : "–",
      ratios.map(({ ratio }) => ratio.toFixed(0)).join(", ") || "–",
      machine(),
    ];
  };
  const fresh = found.map((row) => `| ${cellsOf(row).join(" | ")} |`);
  const key = (line) => line.split("|").slice(1, 3).join("|");
  const kept = (existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(2) : []).filter(
    (line) => line.startsWith("|") && !fresh.some((row) => key(row) === key(line)),
  );
  return `${[...head, ...[...kept, ...fresh].toSorted((a, b) => a.localeCompare(b))].join("\n")}\n`;
}
