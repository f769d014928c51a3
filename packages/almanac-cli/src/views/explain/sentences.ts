import {
  formatDate,
  namesOf,
  pairName,
  termName,
  type Doubt,
  type Fact,
  type HourPillarFact,
  type HourStarFact,
  type LocalTerm,
  type Provenance,
  type SeasonFact,
  type YearPillarFact,
} from "almanac-core";

import { formatMoment } from "../time.ts";
import { dayStarSentence } from "./day-star.ts";
import { sourceOf } from "./sources.ts";

/** Why one value of a record is what it is, in words. */
export interface Step {
  /** The field of the record: `pillars.year`, `stars.day`, `season`, `term`, `doubts`. */
  readonly field: Fact["field"];
  /** The value as the authors name it. */
  readonly result: string;
  /** The reason in a sentence or two. */
  readonly because: string;
  readonly provenance: Provenance;
  /** Where the rule can be read. */
  readonly source: string;
}

const EN = namesOf("en");

/** A fact in words. */
export function stepOf(fact: Fact): Step {
  const [result, because] = wordsOf(fact);
  return {
    field: fact.field,
    result,
    because,
    provenance: fact.provenance,
    source: sourceOf(fact),
  };
}

function wordsOf(fact: Fact): readonly [result: string, because: string] {
  switch (fact.field) {
    case "zone":
      return [
        fact.zone,
        `${formatDate(fact.date)} is a day on the clock of ${fact.zone}, and begins at ${fact.dayBoundary}. The zone is a setting, never that of the machine.`,
      ];
    case "term":
      return [
        nameOf(fact.term),
        `The Sun reached ${fact.term.longitude}° at ${formatMoment(fact.term)} (${errorOf(fact.term)}) and reaches ${fact.next.longitude}°, ${nameOf(fact.next)}, at ${formatMoment(fact.next)}.`,
      ];
    case "pillars.year":
      return [pairName(EN, fact.pair), yearSentence(fact)];
    case "pillars.month":
      return [
        pairName(EN, fact.pair),
        `It is weather month ${fact.weatherMonth} of the year, counted by the instants of the periods that open months; 604 began with the Bing-Tiger month, two after Jia-Rat.`,
      ];
    case "pillars.day":
      return [
        pairName(EN, fact.pair),
        `The day's Julian day number is ${fact.jdn}, and (${fact.jdn} + 49) mod 60 = ${fact.pair}.`,
      ];
    case "pillars.hour":
      return [pairName(EN, fact.pair), hourSentence(fact)];
    case "stars.year":
      return [
        starName(fact.star),
        `The star of 604 is 1 and goes down by one a year; ${fact.weatherYear} is ${fact.weatherYear - 604} years on.`,
      ];
    case "stars.month":
      return [
        starName(fact.star),
        `The Jia-Rat month of the first year is 1 and the star goes down by one a month; this is month ${fact.weatherMonth} of ${fact.weatherYear}.`,
      ];
    case "stars.day":
      return [starName(fact.star), dayStarSentence(fact)];
    case "stars.hour":
      return [starName(fact.star), hourStarSentence(fact)];
    case "season":
      return seasonWords(fact);
    case "fortune": {
      const { number, epoch, from, to } = fact.fortune;
      return [
        `Fortune ${number}`,
        `${EN.epochs[epoch]}, weather years ${from} to ${to}: twenty years to a Fortune, counted from 604.`,
      ];
    }
    case "doubts":
      return doubtWords(fact.doubt);
  }
}

function yearSentence({ weatherYear, civilYear }: YearPillarFact): string {
  const early =
    weatherYear < civilYear ? `, for Spring starts of ${civilYear} is still to come` : "";
  return `The weather year ${weatherYear} runs from Spring starts to Spring starts${early}; its pair is (${weatherYear} − 4) mod 60.`;
}

function hourSentence({ late, dayBoundary }: HourPillarFact): string {
  const following = late ? "; from 23:00 it is the Rat hour of the following day" : "";
  const though =
    late && dayBoundary === "midnight" ? ", though the day itself changes at midnight" : "";
  return `Twelve double hours a day are counted on without a break${following}${though}.`;
}

/** The days whose Rat hours have the same star, by the day's pair modulo 3. */
const DAY_GROUPS: readonly string[] = [
  "Rat, Horse, Rabbit and Cock",
  "Dragon, Dog, Ox and Sheep",
  "Tiger, Monkey, Snake and Pig",
];

function hourStarSentence({ half, by, dayPair }: HourStarFact): string {
  const decides = by === "day" ? "the day's own star goes that way" : "the solstice decides";
  const way = half === "yang" ? "forward" : "backward";
  return `In the ${half} half (${decides}) the stars of the hours go ${way} from the Rat hour, whose star is set for ${DAY_GROUPS[dayPair % 3]} days.`;
}

function seasonWords({ season, term, opened }: SeasonFact): readonly [string, string] {
  const { half, day, apparent, held } = season;
  return [
    `${half} ${day}, apparent ${pairName(EN, apparent)}${held ? ", held" : ""}`,
    `${nameOf(term)} (${formatMoment(term)}) made ${formatDate(opened)} the apparent Jia-Rat day of the half; this is day ${day} of it${held ? ", past the 180 that move" : ""}.`,
  ];
}

/** What hangs on a doubt: its name, and in words. */
const DOUBTS: Readonly<Record<Doubt["about"], readonly [name: string, words: string]>> = {
  term: ["period", "the weather period of this moment"],
  month: ["month", "the month of this moment"],
  year: ["year", "the year of this moment"],
  day: ["day", "the star of the day, counted from the day of that instant,"],
  season: ["season", "the day of the half, counted from the day of that instant,"],
};

function doubtWords({ about, term }: Doubt): readonly [string, string] {
  const [name, words] = DOUBTS[about];
  return [
    name,
    `${nameOf(term)} came at ${formatMoment(term)}, and its error of ${errorOf(term)} reaches over the boundary: ${words} may be another.`,
  ];
}

function nameOf({ longitude }: LocalTerm): string {
  return termName(EN, longitude);
}

function errorOf({ error }: LocalTerm): string {
  return `± ${error.toFixed(1)} s`;
}

function starName(number: number): string {
  return EN.stars[number - 1]?.short ?? "";
}
