// How long a failover takes and what it kills, by the real daemons in network namespaces.
// Terms of RFC 6412: loss is packets lost times their interval, a gap is the longest silence.
//
//   node bench/failover.mjs [--trials 20] [--flows 50] [--mode routed,snat]
//     [--fault power-off,stop,switchover,link-tracked,link-advert,partition]
//     [--config FILE] [--advert MS] [--html FILE] [--json FILE]
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";

import { check } from "fw-config";

import { summarize } from "../dist/proof/analysis/summary.js";
import { prove } from "../dist/proof/prove.js";
import { reportHtml } from "../dist/proof/report/html.js";
import { reportText } from "../dist/proof/report/text.js";

const { values } = parseArgs({
  options: {
    trials: { type: "string", default: "20" },
    flows: { type: "string", default: "20" },
    idle: { type: "string" },
    "tcp-interval": { type: "string", default: "10" },
    mode: { type: "string", default: "routed,snat" },
    fault: {
      type: "string",
      default: "power-off,stop,switchover,link-tracked,link-advert,partition",
    },
    config: {
      type: "string",
      default: new URL("../../../fw.config.yaml", import.meta.url).pathname,
    },
    advert: { type: "string" },
    html: { type: "string" },
    json: { type: "string" },
  },
});

const { config } = check(readFileSync(values.config, "utf8"), { file: values.config });
if (config === undefined) throw new Error(`${values.config} is not valid: see fw check`);
const proven =
  values.advert === undefined
    ? config
    : {
        ...config,
        ha: { ...config.ha, vrrp: { ...config.ha.vrrp, advertIntervalMs: Number(values.advert) } },
      };

const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => interrupt.abort(new Error("interrupted")));
}
const groups = await prove(proven, {
  modes: values.mode.split(","),
  faults: values.fault.split(","),
  trials: Number(values.trials),
  flows: Number(values.flows),
  tcpIntervalMs: Number(values["tcp-interval"]),
  ...(values.idle !== undefined && { idle: Number(values.idle) }),
  signal: interrupt.signal,
  random: Math.random,
  onTrial: () => process.stderr.write("."),
});
const summaries = groups.map(summarize);
const processors = cpus();
process.stderr.write("\n");
console.log(
  `${processors.length} × ${processors[0]?.model ?? "?"}, node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
);
console.log(reportText(summaries));
if (values.html) writeFileSync(values.html, reportHtml("Failover of the firewall pair", groups));
if (values.json) writeFileSync(values.json, JSON.stringify({ version: 1, summaries, groups }));
process.exit(summaries.some(({ failures }) => failures.length > 0) ? 1 : 0);
