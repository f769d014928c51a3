// @ts-check
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * A command whose start is measured.
 *
 * @typedef {object} Start
 * @property {string} name
 * @property {readonly string[]} args the file of the program, and its arguments
 * @property {number} [aim] how many times as long as bare Node it may take
 */

/**
 * Prints what commands cost over bare Node: all are started in turn, and the quickest of each counts,
 * for whatever else the machine does can only make a start slower.
 *
 * @param {readonly Start[]} starts
 * @param {number} [runs] of each
 */
export function compareStarts(starts, runs = Number(process.argv[2] ?? 40)) {
  const empty = fileURLToPath(new URL("empty.mjs", import.meta.url));
  /** @type {readonly Start[]} */
  const all = [{ name: "bare node", args: [empty] }, ...starts];
  const times = all.map(() => /** @type {number[]} */ ([]));
  for (let run = 0; run < runs; run++) {
    for (const [i, { args }] of all.entries()) times[i]?.push(milliseconds(args));
  }
  const best = times.map((list) => Math.min(...list));
  const width = Math.max(...all.map(({ name }) => name.length)) + 2;
  const row = (/** @type {readonly string[]} */ [name = "", ...cells]) =>
    name.padEnd(width) + cells.map((cell) => cell.padStart(10)).join("");

  console.log(`start of a command, the best of ${runs} runs each`);
  console.log(row(["", "ms", "over bare", "× bare", "aim"]));
  const [bare = 0] = best;
  for (const [i, { name, aim }] of all.entries()) {
    const ms = best[i] ?? 0;
    const cells = [ms.toFixed(1), (ms - bare).toFixed(1), (ms / bare).toFixed(2)];
    console.log(row([name, ...cells, aim === undefined ? "" : `≤ ${aim}`]));
  }
}

/** @param {readonly string[]} args */
function milliseconds(args) {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
