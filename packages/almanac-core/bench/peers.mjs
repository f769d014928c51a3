// @ts-check
// Full day records a second, ours against the libraries that users would otherwise pick, in one run.
// A record: four pillars, four stars, the solar term and the next; ours adds season and fortune.
import lunarJavascript from "lunar-javascript";
import { SolarTime } from "tyme4ts";

import { createAlmanac, dateOfJdn, jdnOfDate, parseZone } from "../dist/index.js";

const FIRST = { year: 1900, month: 1, day: 1 };
const LAST = { year: 2100, month: 12, day: 31 };
const first = jdnOfDate(FIRST);
const days = jdnOfDate(LAST) - first + 1;

/**
 * Days spread over the two centuries in an order without pattern: the same at every run.
 * @param {number} count
 */
function scattered(count) {
  const step = 44_497; // shares no factor with the number of days: no day comes twice
  return Array.from({ length: count }, (_, i) => dateOfJdn(first + ((i * step) % days)));
}

/**
 * Runs a task for about a second, after one warming run; answers how many records a second it makes.
 * @param {() => void} task
 * @param {number} count - the records that one run makes
 */
function rate(task, count) {
  task();
  let runs = 0;
  const start = performance.now();
  while (performance.now() - start < 1000) {
    task();
    runs++;
  }
  return (runs * count * 1000) / (performance.now() - start);
}

/** @typedef {ReadonlyArray<import("../dist/index.js").CivilDate>} Dates */

let sink = 0;

function oursInOrder() {
  for (const { pillars, stars, season } of almanac.days(FIRST, LAST)) {
    sink += pillars.hour + stars.day + season.day;
  }
}

/** @param {Dates} dates */
function oursScattered(dates) {
  for (const date of dates) sink += almanac.day(date).stars.day;
}

/** @param {Dates} dates */
function tyme4ts(dates) {
  for (const { year, month, day } of dates) {
    const time = SolarTime.fromYmdHms(year, month, day, 12, 0, 0);
    const hour = time.getSixtyCycleHour();
    const pillars = hour.getEightChar();
    const cycleDay = hour.getSixtyCycleDay();
    const cycleMonth = cycleDay.getSixtyCycleMonth();
    const term = time.getTerm();
    sink +=
      pillars.getYear().getIndex() +
      pillars.getMonth().getIndex() +
      pillars.getDay().getIndex() +
      pillars.getHour().getIndex() +
      hour.getNineStar().getIndex() +
      cycleDay.getNineStar().getIndex() +
      cycleMonth.getNineStar().getIndex() +
      cycleMonth.getSixtyCycleYear().getNineStar().getIndex() +
      term.getJulianDay().getDay() +
      term.next(1).getJulianDay().getDay();
  }
}

/** @param {Dates} dates */
function lunar(dates) {
  for (const { year, month, day } of dates) {
    const moment = lunarJavascript.Solar.fromYmdHms(year, month, day, 12, 0, 0).getLunar();
    sink +=
      moment.getYearInGanZhiExact().length +
      moment.getMonthInGanZhiExact().length +
      moment.getDayInGanZhi().length +
      moment.getTimeInGanZhi().length +
      moment.getYearNineStar(3).getIndex() +
      moment.getMonthNineStar(3).getIndex() +
      moment.getDayNineStar().getIndex() +
      moment.getTimeNineStar().getIndex() +
      moment.getPrevJieQi(false).getSolar().getYear() +
      moment.getNextJieQi(false).getSolar().getYear();
  }
}

const almanac = createAlmanac({ zone: parseZone("+08:00") });
const many = scattered(50_000);
const few = scattered(500);

const ours = rate(oursInOrder, days);
const oursRandom = rate(() => oursScattered(many), many.length);
/** @type {ReadonlyArray<readonly [name: string, rate: number]>} */
const peers = [
  ["tyme4ts", rate(() => tyme4ts(few), few.length)],
  ["lunar-javascript", rate(() => lunar(few), few.length)],
];

/** @param {number} value */
const number = (value) => Math.round(value).toLocaleString("en").padStart(12);
console.log(`full day records a second, 1900 to 2100 (checksum ${Math.round(sink) % 1000})`);
console.log(`${"almanac-core, a range".padEnd(28)}${number(ours)}`);
console.log(`${"almanac-core, any order".padEnd(28)}${number(oursRandom)}`);
for (const [name, value] of peers) {
  const ratios = [ours, oursRandom].map((own) => `${Math.round(own / value)}x`);
  console.log(`${name.padEnd(28)}${number(value)}   range ${ratios[0]}, any order ${ratios[1]}`);
}
