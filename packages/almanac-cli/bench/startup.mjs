// @ts-check
// What a command costs over bare Node: both are started in turn, and the quickest of each counts,
// for whatever else the machine does can only make a start slower.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const RUNS = Number(process.argv[2] ?? 40);
const LIMIT = 40;
const bin = fileURLToPath(new URL("../bin.js", import.meta.url));
const empty = fileURLToPath(new URL("empty.mjs", import.meta.url));

/** @type {ReadonlyArray<readonly [name: string, args: readonly string[]]>} */
const COMMANDS = [
  ["bare node", [empty]],
  ["almanac --version", [bin, "--version"]],
  ["almanac day", [bin, "day", "2024-08-23"]],
  ["almanac day --json", [bin, "day", "2024-08-23", "--json"]],
  ["almanac day --lang zh-Hant", [bin, "day", "2024-08-23", "--lang", "zh-Hant"]],
  ["almanac day --zone Asia/Tokyo", [bin, "day", "2024-08-23", "--zone", "Asia/Tokyo"]],
  ["almanac month 2024-08", [bin, "month", "2024-08"]],
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
const median = times.map((list) => list.toSorted((a, b) => a - b)[RUNS >> 1] ?? 0);
console.log(
  `start of a command, ${RUNS} runs each, milliseconds (aim: day at most ${LIMIT} over bare)`,
);
console.log(
  `${"".padEnd(32)}${"best".padStart(8)}${"over bare".padStart(11)}${"median".padStart(9)}`,
);
for (const [i, [name]] of COMMANDS.entries()) {
  const [own, bare] = [best[i], best[0]];
  const over = i === 0 ? "" : (own - bare).toFixed(1);
  console.log(
    `${name.padEnd(32)}${own.toFixed(1).padStart(8)}${over.padStart(11)}${median[i].toFixed(1).padStart(9)}`,
  );
}
