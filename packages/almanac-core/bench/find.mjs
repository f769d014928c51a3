// @ts-check
// Four pillars back to their moments over every year that the rule season answers for, and over all years.
import { createAlmanac } from "../dist/index.js";

const pairs = { year: 40, month: 8, day: 55, hour: 6 };
for (const [rule, from, to] of /** @type {const} */ ([
  ["season", 605, 3914],
  ["nearest", -1000, 4000],
])) {
  const times = Array.from({ length: 15 }, () => {
    const almanac = createAlmanac({ rule });
    const start = performance.now();
    const found = [
      ...almanac.find(
        { pairs },
        { year: from, month: 1, day: 1 },
        { year: to, month: 12, day: 31 },
      ),
    ];
    return { time: performance.now() - start, found: found.length };
  });
  const best = times.reduce((a, b) => (a.time < b.time ? a : b));
  const years = to - from + 1;
  console.log(
    `${rule}: ${years} years, ${best.found} moments, ${best.time.toFixed(1)} ms, the best of ${times.length}; 6,000 years would take ${((best.time / years) * 6000).toFixed(1)} ms`,
  );
}
