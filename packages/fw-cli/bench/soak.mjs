// False takeovers: how often the backup takes over from a living primary, over the advert interval
// and the load of the host. Nothing is done to the pair; every change of an owner is a false one.
//
//   node bench/soak.mjs [--seconds 14] [--advert 10,20,50,100] [--workers 0,4,12] [--docs FILE]
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { check } from "fw-config";

import { converged } from "../dist/lab/converged.js";
import { watchVips } from "../dist/proof/monitors/vip-watch.js";
import { startOwnLab } from "../dist/proof/own-lab.js";
import { planProof } from "../dist/proof/proof-config.js";
import { interruptible, machine } from "./machine.mjs";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "14" },
    advert: { type: "string", default: "10,20,50,100" },
    workers: { type: "string", default: "0,4,12" },
    docs: { type: "string" },
  },
});
const file = new URL("../../../fw.config.yaml", import.meta.url).pathname;
const { config } = check(readFileSync(file, "utf8"), { file });
if (config === undefined) throw new Error(`${file} is not valid: see fw check`);

const signal = interruptible();
const numbers = (text) => text.split(",").map(Number);
const loads = numbers(values.workers);
const found = [];
for (const advertIntervalMs of numbers(values.advert)) {
  const vrrp = { ...config.ha.vrrp, advertIntervalMs };
  const { config: proven } = planProof({ ...config, ha: { ...config.ha, vrrp } }, "routed");
  const counts = [];
  for (const workers of loads) {
    const lab = await startOwnLab(proven);
    try {
      counts.push(await falseTakeovers(lab, workers));
    } finally {
      await lab[Symbol.asyncDispose]();
    }
  }
  found.push({ advertIntervalMs, counts });
  console.log(`${advertIntervalMs} ms: ${counts.join(" ")}`);
}

const table = [
  `| Advert interval | ${loads.map((n) => (n === 0 ? "idle" : `${n} workers`)).join(" | ")} |`,
  `| --- |${loads.map(() => " --- |").join("")}`,
  ...found.map(
    ({ advertIntervalMs, counts }) => `| ${advertIntervalMs} ms | ${counts.join(" | ")} |`,
  ),
  "",
  `False takeovers in ${values.seconds} s each. ${machine()}.`,
  "",
].join("\n");
console.log(table);
if (values.docs) writeFileSync(values.docs, table);

async function falseTakeovers(lab, workers) {
  await converged(lab);
  const vips = await watchVips(lab);
  const before = vips.tenures().length;
  const busy = Array.from({ length: workers }, () =>
    spawn("timeout", [values.seconds, "sh", "-c", "while :; do :; done"], { stdio: "ignore" }),
  );
  try {
    await sleep(Number(values.seconds) * 1_000, undefined, { signal });
    // Each takeover begins one tenure of every virtual address.
    return (vips.tenures().length - before) / lab.model.ha.vips.length;
  } finally {
    for (const child of busy) child.kill("SIGTERM");
    await vips.end();
  }
}
