// @ts-check
// Full day records a second: four pillars, four stars, season, fortune, the solar term and the next.
// The baseline is the same loop over the same days that asks only for the pair of the day.
import { createAlmanac, dateOfJdn, jdnOfDate, pairOfDay, RULES } from "../dist/index.js";

const FIRST = { year: 1900, month: 1, day: 1 };
const LAST = { year: 2100, month: 12, day: 31 };
const first = jdnOfDate(FIRST);
const days = jdnOfDate(LAST) - first + 1;
/** Shares no factor with the number of days: every day comes once, in an order without pattern. */
const STEP = 44_497;
const dates = Array.from({ length: days }, (_, i) => dateOfJdn(first + ((i * STEP) % days)));

let sink = 0;

/** The best of some runs over all days, in days a second: other load on the machine only slows. */
function best(task, runs = 7) {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    task();
    least = Math.min(least, performance.now() - start);
  }
  return (days * 1000) / least;
}

function range(almanac) {
  for (const { stars, pillars } of almanac.days(FIRST, LAST)) sink += stars.day + pillars.hour;
}

function print(label, value, baseline) {
  const number = Math.round(value).toLocaleString("en").padStart(12);
  console.log(
    `${label.padEnd(44)}${number}${baseline ? `   1/${Math.round(baseline / value)}` : ""}`,
  );
}

console.log(`day records a second over ${days} days, 1900 to 2100 (and the share of the baseline)`);
const baseline = best(() => {
  for (let jdn = first; jdn < first + days; jdn++) sink += pairOfDay(jdn);
});
print("baseline: the pair of the day only", baseline);
for (const rule of RULES) {
  const almanac = createAlmanac({ rule });
  print(
    `${rule}: a range`,
    best(() => range(almanac)),
    baseline,
  );
  print(
    `${rule}: any order`,
    best(() => {
      for (const date of dates) sink += almanac.day(date).stars.day;
    }),
    baseline,
  );
}
print(
  "season: a range, a new almanac each time",
  best(() => range(createAlmanac())),
  baseline,
);
if (sink === 0) throw new Error("the loops were optimised away");
