// @ts-check
// This build against another, in one process and in turn, so that a busy moment of the machine falls
// on both: node bench/compare-builds.mjs OTHER/dist/index.js
import { pathToFileURL } from "node:url";

const FIRST = { year: 1950, month: 1, day: 1 };
const LAST = { year: 1990, month: 12, day: 31 };
const ROUNDS = 60;

const [other] = process.argv.slice(2);
if (other === undefined) throw new Error("name the dist/index.js of the other build");
const builds = {
  other: tasksOf(await import(pathToFileURL(other).href)),
  this: tasksOf(await import(new URL("../dist/index.js", import.meta.url).href)),
};
let sink = 0;

/** @param {typeof import("../dist/index.js")} core */
function tasksOf({ createAlmanac, dateOfJdn, jdnOfDate }) {
  const almanac = createAlmanac();
  const books = createAlmanac({ rule: "books" });
  const first = jdnOfDate(FIRST);
  const dates = Array.from({ length: 15_000 }, (_, i) => dateOfJdn(first + ((i * 4447) % 14_900)));
  /** @param {ReturnType<typeof createAlmanac>} of */
  const range = (of) => {
    for (const { stars, pillars } of of.days(FIRST, LAST)) sink += stars.day + pillars.hour;
  };
  return {
    "season, a range": () => range(almanac),
    "books, a range": () => range(books),
    "season, any order": () => {
      for (const date of dates) sink += almanac.day(date).stars.day;
    },
    "a new almanac": () => range(createAlmanac()),
  };
}

const names = Object.keys(builds.this);
const best = { other: new Map(), this: new Map() };
for (let round = 0; round < ROUNDS; round++) {
  for (const build of round % 2 ? ["other", "this"] : ["this", "other"]) {
    for (const name of names) {
      const start = performance.now();
      builds[build][name]();
      const time = performance.now() - start;
      best[build].set(name, Math.min(time, best[build].get(name) ?? Infinity));
    }
  }
}
console.log(
  `milliseconds, the best of ${ROUNDS}; the ratio is the speed of this build over the other's`,
);
for (const name of names) {
  const [theirs, ours] = [best.other.get(name), best.this.get(name)];
  console.log(
    `${name.padEnd(20)}${theirs.toFixed(2).padStart(8)}${ours.toFixed(2).padStart(8)}   ${(theirs / ours).toFixed(2)}`,
  );
}
if (sink === 0) throw new Error("the loops were optimised away");
