// @ts-check
// What a process holds after two centuries of records, every year table kept.
import { execFileSync } from "node:child_process";

const core = new URL("../dist/index.js", import.meta.url).href;
const PROGRAMS = {
  "bare Node": "",
  "two centuries, record by record": `
const { createAlmanac } = await import("${core}");
globalThis.almanac = createAlmanac();
for (const record of almanac.days({ year: 1900, month: 1, day: 1 }, { year: 2100, month: 12, day: 31 })) globalThis.last = record;`,
};
const MEASURE = `
gc();
const { heapUsed, rss } = process.memoryUsage();
console.log(heapUsed, rss, process.resourceUsage().maxRSS * 1024);`;

console.log("megabytes                          heap in use      resident     most resident");
for (const [name, source] of Object.entries(PROGRAMS)) {
  const output = execFileSync(
    process.execPath,
    ["--expose-gc", "--input-type=module", "-e", source + MEASURE],
    { encoding: "utf8" },
  );
  const figures = output
    .trim()
    .split(" ")
    .map((bytes) => (Number(bytes) / 1e6).toFixed(1).padStart(14));
  console.log(`${name.padEnd(32)}${figures.join("")}`);
}
