import { formatDate, namesOf, termName, type DayStarFact } from "almanac-core";

import { formatMoment } from "../time.ts";

const EN = namesOf("en");
/** The days after which the star of a half stands still under the rule season. */
const MOVING_DAYS = 180;

type Opening = (on: string, term: string, half: DayStarFact["half"]) => string;

/** How a run of days began, by its cause. */
const OPENINGS: Readonly<Record<DayStarFact["cause"], Opening>> = {
  solstice: (on, term, half) => `${term} opened the ${half} half on ${on}`,
  term: (on, term) => `${term} gives the Jia-Rat day another star from ${on} on`,
  "jia-rat": (on, term) =>
    `${on} is a Jia-Rat day, on which the books start again from the star of ${term}`,
  "nearest-jia-rat": (on, term) => `${on} is the Jia-Rat day at which the star turns for ${term}`,
  leap: (on, term) =>
    `The Jia-Rat day for ${term} comes 240 days after the turn before it, so the star turns 30 days earlier, on the Jia-Horse day ${on}`,
};

/** Why the star of the day is what it is: what opened the run of days, and the count within it. */
export function dayStarSentence(fact: DayStarFact): string {
  return `${opening(fact)} ${counting(fact)}`;
}

function opening({ cause, opened, term, half }: DayStarFact): string {
  const name = `${termName(EN, term.longitude)} (${formatMoment(term)})`;
  const way = half === "yang" ? "forward" : "backward";
  return `${OPENINGS[cause](formatDate(opened), name, half)}; the star goes ${way}.`;
}

function counting({ origin, originPair, originStar, days, held }: DayStarFact): string {
  const jiaRat = originPair === 0 ? "The Jia-Rat day " : "";
  const start = `${jiaRat}${formatDate(origin)} has ${EN.stars[originStar - 1]?.short}`;
  if (held) {
    return `${start}; after ${MOVING_DAYS} days the qi field stands still until the next solstice.`;
  }
  return `${start}, and this day is ${Math.abs(days)} days ${days < 0 ? "before" : "after"} it.`;
}
