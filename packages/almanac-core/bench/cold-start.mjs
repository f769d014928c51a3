// @ts-check
// The first answer of a new process, over a process that does nothing: the median of some runs of each.
import { execFileSync } from "node:child_process";

const core = new URL("../dist/index.js", import.meta.url).href;
const RUNS = 15;

const PROGRAMS = {
  "bare Node": "",
  "almanac-core: import": `await import("${core}");`,
  "almanac-core: import and one day": `const { createAlmanac } = await import("${core}"); createAlmanac().day({ year: 2021, month: 8, day: 22 });`,
  "tyme4ts: import and one day": `const { SolarTime } = await import("tyme4ts"); SolarTime.fromYmdHms(2021, 8, 22, 12, 0, 0).getSixtyCycleHour().getNineStar();`,
  "lunar-javascript: import and one day": `const { default: { Solar } } = await import("lunar-javascript"); Solar.fromYmdHms(2021, 8, 22, 12, 0, 0).getLunar().getDayNineStar();`,
};

const cwd = new URL("..", import.meta.url);
/** @type {Record<string, number[]>} */
const times = Object.fromEntries(Object.keys(PROGRAMS).map((name) => [name, []]));
// In turn, so that a busy moment of the machine falls on all of them.
for (let run = 0; run < RUNS; run++) {
  for (const [name, source] of Object.entries(PROGRAMS)) {
    const start = performance.now();
    execFileSync(process.execPath, ["--input-type=module", "-e", source], { cwd });
    times[name].push(performance.now() - start);
  }
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const bare = median(times["bare Node"]);
console.log(`milliseconds of a whole process, median of ${RUNS}`);
for (const [name, list] of Object.entries(times)) {
  const value = median(list);
  console.log(`${name.padEnd(40)}${value.toFixed(1).padStart(7)}   +${(value - bare).toFixed(1)}`);
}

const inside = `
const start = performance.now();
const { createAlmanac } = await import("${core}");
const imported = performance.now();
createAlmanac().day({ year: 2021, month: 8, day: 22 });
const first = performance.now();
createAlmanac().day({ year: 2150, month: 8, day: 22 });
console.log(imported - start, first - imported, performance.now() - first);`;
const parts = Array.from({ length: RUNS }, () =>
  execFileSync(process.execPath, ["--input-type=module", "-e", inside], { cwd, encoding: "utf8" })
    .trim()
    .split(" ")
    .map(Number),
);
const [imported, first, computed] = [0, 1, 2].map((i) =>
  median(parts.map((part) => part[i])).toFixed(1),
);
console.log(
  `inside the process: import ${imported} ms, first day ${first} ms, first day of a year that no table holds ${computed} ms`,
);
