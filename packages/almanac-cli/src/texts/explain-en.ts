import { ARTICLES } from "./articles.ts";
import type { ExplainTexts } from "./texts.ts";

/** The days whose Rat hours have the same star, by the day's pair modulo 3. */
const DAY_GROUPS: readonly string[] = [
  "Rat, Horse, Rabbit and Cock",
  "Dragon, Dog, Ox and Sheep",
  "Tiger, Monkey, Snake and Pig",
];

/** The explanations in English. */
export const EXPLAIN_EN: ExplainTexts = {
  title: (moment, zone, rule) => `${moment} (${zone}, rule ${rule})`,
  fields: {
    zone: "zone",
    term: "period",
    "pillars.year": "pillars.year",
    "pillars.month": "pillars.month",
    "pillars.day": "pillars.day",
    "pillars.hour": "pillars.hour",
    "stars.year": "stars.year",
    "stars.month": "stars.month",
    "stars.day": "stars.day",
    "stars.hour": "stars.hour",
    season: "season",
    fortune: "fortune",
    doubts: "doubts",
  },
  zone: (date, zone, boundary) =>
    `${date} is a day on the clock of ${zone}, and begins at ${boundary}. The zone is a setting, never that of the machine.`,
  term: (now, next) =>
    `The Sun reached ${now.longitude}° at ${now.at} (${now.error}) and reaches ${next.longitude}°, ${next.name}, at ${next.at}.`,
  yearPillar: (year, toCome) => {
    const early = toCome === undefined ? "" : `, for Spring starts of ${toCome} is still to come`;
    return `The weather year ${year} runs from Spring starts to Spring starts${early}; its pair is (${year} − 4) mod 60.`;
  },
  monthPillar: (month) =>
    `It is weather month ${month} of the year, counted by the instants of the periods that open months; 604 began with the Bing-Tiger month, two after Jia-Rat.`,
  dayPillar: (jdn, pair) =>
    `The day's Julian day number is ${jdn}, and (${jdn} + 49) mod 60 = ${pair}.`,
  hourPillar: (late, midnight) => {
    const following = late ? "; from 23:00 it is the Rat hour of the following day" : "";
    const though = late && midnight ? ", though the day itself changes at midnight" : "";
    return `Twelve double hours a day are counted on without a break${following}${though}.`;
  },
  yearStar: (year) =>
    `The star of 604 is 1 and goes down by one a year; ${year} is ${year - 604} years on.`,
  monthStar: (month, year) =>
    `The Jia-Rat month of the first year is 1 and the star goes down by one a month; this is month ${month} of ${year}.`,
  hourStar: (half, forward, by, group) => {
    const decides = by === "day" ? "the day's own star goes that way" : "the solstice decides";
    return `In the ${half} half (${decides}) the stars of the hours go ${forward ? "forward" : "backward"} from the Rat hour, whose star is set for ${DAY_GROUPS[group]} days.`;
  },
  fortune: (epoch, from, to) =>
    `${epoch}, weather years ${from} to ${to}: twenty years to a Fortune, counted from 604.`,
  openings: {
    solstice: (on, term, half) => `${term} opened the ${half} half on ${on}`,
    term: (on, term) => `${term} gives the Jia-Rat day another star from ${on} on`,
    "jia-rat": (on, term) =>
      `${on} is a Jia-Rat day, on which the books start again from the star of ${term}`,
    "nearest-jia-rat": (on, term) => `${on} is the Jia-Rat day at which the star turns for ${term}`,
    leap: (on, term) =>
      `The Jia-Rat day for ${term} comes 240 days after the turn before it, so the star turns 30 days earlier, on the Jia-Horse day ${on}`,
  },
  goes: (forward) => `; the star goes ${forward ? "forward" : "backward"}. `,
  counted: (origin, jiaRat, star, days) => {
    const start = `${jiaRat ? "The Jia-Rat day " : ""}${origin} has ${star}`;
    if (days === "held") {
      return `${start}; after 180 days the qi field stands still until the next solstice.`;
    }
    const way = days < 0 ? "before" : "after";
    return `${start}, and this day is ${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"} ${way} it.`;
  },
  seasonResult: (half, day, apparent, held) =>
    `${half} ${day}, apparent ${apparent}${held ? ", held" : ""}`,
  season: (term, opened, day, held) =>
    `${term} made ${opened} the apparent Jia-Rat day of the half; this is day ${day} of it${held ? ", past the 180 that move" : ""}.`,
  doubts: {
    term: ["period", "the weather period of this moment"],
    month: ["month", "the month of this moment"],
    year: ["year", "the year of this moment"],
    day: ["day", "the star of the day, counted from the day of that instant,"],
    season: ["season", "the day of the half, counted from the day of that instant,"],
  },
  doubt: ({ name, at, error }, words) =>
    `${name} came at ${at}, and its error of ${error} reaches over the boundary: ${words} may be another.`,
  provenance: {
    stated: "stated",
    tradition: "tradition",
    computed: "computed",
    reading: "reading",
  },
  source: (provenance, source) => `${provenance}: ${source}`,
  rules: {
    season: `${ARTICLES.days}: season coordinates, immobilization of the transition qi field`,
    books: `${ARTICLES.days}: the way of current books, which it criticises`,
    nearest:
      "the turn at the Jia-Rat day nearest the solstice, as common almanacs and libraries count",
    interpolated: "the first Jia-Rat day after the solstice, counted back to the solstice",
  },
  byRule: (source, rule) => `${source} (rule ${rule})`,
  sources: {
    zone: "the zone of the authors is the default",
    term: "VSOP87D with nutation, aberration and ΔT; see the accuracy table",
    "pillars.year": `${ARTICLES.months}: the first month is the Tiger`,
    "pillars.month": ARTICLES.months,
    "pillars.day": "the unbroken count of days",
    "pillars.hour": "five Rats: the stem of the Rat hour follows from that of the day",
    "stars.year": `${ARTICLES.destiny}: the table Jia-Rat Round With Three Epochs`,
    "stars.month": ARTICLES.months,
    "stars.hour": ARTICLES.months,
    fortune: ARTICLES.fortunes,
    doubts: "the stated error of the Sun's place and of ΔT",
    season: ARTICLES.days,
    held: `${ARTICLES.days} states that the star is kept; the label Gui-Pig and the hold in winter are our reading`,
  },
};
