import { formatDate, type Fact, type LocalTerm, type Provenance } from "almanac-core";

import type { Names } from "../../names.ts";
import type { ExplainTexts, TermWords, Texts } from "../../texts/texts.ts";
import { boundaryName, formatMoment } from "../time.ts";
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

/** The language that the sentences are written in. */
export interface Words {
  readonly explain: ExplainTexts;
  readonly texts: Texts;
  readonly names: Names;
}

/** A fact in words. */
export function stepOf(fact: Fact, words: Words): Step {
  return {
    field: fact.field,
    result: resultOf(fact, words),
    because: reasonOf(fact, words),
    provenance: fact.provenance,
    source: sourceOf(fact, words.explain, words.texts),
  };
}

function resultOf(fact: Fact, { explain, names }: Words): string {
  switch (fact.field) {
    case "zone":
      return fact.zone;
    case "term":
      return names.term(fact.term.longitude);
    case "pillars.year":
    case "pillars.month":
    case "pillars.day":
    case "pillars.hour":
      return names.pair(fact.pair);
    case "stars.year":
    case "stars.month":
    case "stars.day":
    case "stars.hour":
      return names.star(fact.star);
    case "season": {
      const { half, day, apparent, held } = fact.season;
      return explain.seasonResult(names.words.halves[half], day, names.pair(apparent), held);
    }
    case "fortune":
      return `${names.words.fortune} ${fact.fortune.number}`;
    case "doubts":
      return explain.doubts[fact.doubt.about][0];
  }
}

function reasonOf(fact: Fact, { explain, texts, names }: Words): string {
  const { halves, epochs } = names.words;
  switch (fact.field) {
    case "zone":
      return explain.zone(formatDate(fact.date), fact.zone, boundaryName(fact.dayBoundary, texts));
    case "term":
      return explain.term(termWords(fact.term, names), termWords(fact.next, names));
    case "pillars.year": {
      const { weatherYear, civilYear } = fact;
      return explain.yearPillar(weatherYear, weatherYear < civilYear ? civilYear : undefined);
    }
    case "pillars.month":
      return explain.monthPillar(fact.weatherMonth);
    case "pillars.day":
      return explain.dayPillar(fact.jdn, fact.pair);
    case "pillars.hour":
      return explain.hourPillar(fact.late, fact.dayBoundary === "midnight");
    case "stars.year":
      return explain.yearStar(fact.weatherYear);
    case "stars.month":
      return explain.monthStar(fact.weatherMonth, fact.weatherYear);
    case "stars.day":
      return dayStarSentence(fact, explain, names);
    case "stars.hour":
      return explain.hourStar(halves[fact.half], fact.half === "yang", fact.by, fact.dayPair % 3);
    case "season": {
      const { term, opened, season } = fact;
      const solstice = `${names.term(term.longitude)} (${formatMoment(term)})`;
      return explain.season(solstice, formatDate(opened), season.day, season.held);
    }
    case "fortune": {
      const { epoch, from, to } = fact.fortune;
      return explain.fortune(epochs[epoch], from, to);
    }
    case "doubts": {
      const { about, term } = fact.doubt;
      return explain.doubt(termWords(term, names), explain.doubts[about][1]);
    }
  }
}

function termWords(term: LocalTerm, names: Names): TermWords {
  const { longitude, error } = term;
  return {
    name: names.term(longitude),
    longitude,
    at: formatMoment(term),
    error: `± ${error.toFixed(1)} s`,
  };
}
