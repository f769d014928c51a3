// @ts-check
// What a command costs over bare Node: both are started in turn, and the quickest of each counts,
// for whatever else the machine does can only make a start slower.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const RUNS = Number(process.argv[2] ?? 40);
const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const [bin, seed] = [path("../bin.js"), path("../../../fw.config.yaml")];

/** @type {ReadonlyArray<readonly [name: string, args: readonly string[], aim?: number]>} */
const COMMANDS = [
  ["bare node", [path("empty.mjs")]],
  ["fw --version", [bin, "--version"], 1.3],
  ["fw check", [bin, "check", seed], 2],
  ["fw render", [bin, "render", "--config", seed]],
];

/** @param {readonly string[]} args */
function milliseconds(args) {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const times = COMMANDS.map(() => /** @type {number[]} */ ([]));
for (let run = 0; run < RUNS; run++) {
  for (const [i, [, args]] of COMMANDS.entries()) times[i]?.push(milliseconds(args));
}

const best = times.map((list) => Math.min(...list));
const [bare = 1] = best;
console.log(`start of a command, the best of ${RUNS} runs each`);
console.log(`${"".padEnd(16)}${"ms".padStart(8)}${"× bare Node".padStart(13)}${"aim".padStart(7)}`);
for (const [i, [name, , aim]] of COMMANDS.entries()) {
  const ratio = ((best[i] ?? 0) / bare).toFixed(2);
  const shown = [(best[i] ?? 0).toFixed(1).padStart(8), ratio.padStart(13)];
  console.log(
    `${name.padEnd(16)}${shown.join("")}${aim === undefined ? "" : `≤ ${aim}`.padStart(7)}`,
  );
}
