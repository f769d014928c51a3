// @ts-check
// Two centuries of solar terms: how long one takes, against astronomia's own solver.
import earth from "astronomia/data/vsop87Bearth";
import { Planet } from "astronomia/planetposition";
import { longitude } from "astronomia/solstice";

import { createAlmanac, solarTerm } from "../dist/index.js";

const planet = new Planet(earth);

/** Microseconds a term, the best of some runs. */
function best(count, task, runs = 5) {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    task();
    least = Math.min(least, performance.now() - start);
  }
  return (least * 1000) / count;
}

const all = 201 * 24;
const ours = best(all, () => {
  for (let ordinal = 2101 * 24; ordinal < 2302 * 24; ordinal++) solarTerm(ordinal);
});
const tabulated = best(all, () => {
  for (let ordinal = 1900 * 24; ordinal < 2101 * 24; ordinal++) solarTerm(ordinal);
});
const warm = createAlmanac();
const kept = best(all, () => [...warm.terms(1900, 2100)]);
const theirs = best(
  240,
  () => {
    for (let year = 2000; year < 2010; year++) {
      for (let k = 0; k < 24; k++) longitude(year, planet, (k * Math.PI) / 12);
    }
  },
  2,
);

console.log("microseconds a solar term");
console.log(`almanac-core, computed        ${ours.toFixed(1)}`);
console.log(`almanac-core, from the table  ${tabulated.toFixed(2)}`);
console.log(`almanac-core, kept            ${kept.toFixed(2)}`);
console.log(`astronomia solstice.longitude ${theirs.toFixed(1)}   ${(theirs / ours).toFixed(0)}x`);
