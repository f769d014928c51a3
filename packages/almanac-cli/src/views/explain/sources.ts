import type { Fact, Rule } from "almanac-core";

const ARTICLES = {
  months: "“I Ching Algorithm: Nine Stars of the Month, Nine Stars of the Hour”",
  days: "“I Ching Algorithm: Construction of Apparent Stems and Branches”",
  fortunes:
    "“I Ching Algorithm: The Luo River Diagram and the forecast of Three Epochs - Nine Fortunes”",
  destiny: "“I Ching Algorithm: How to study, apply and develop the I Ching?”",
};

const RULES: Readonly<Record<Rule, string>> = {
  season: `${ARTICLES.days}: season coordinates, immobilization of the transition qi field`,
  books: `${ARTICLES.days}: the way of current books, which it criticises`,
  nearest:
    "the turn at the Jia-Rat day nearest the solstice, as common almanacs and libraries count",
  interpolated: "the first Jia-Rat day after the solstice, counted back to the solstice",
};

const FIELDS: Readonly<Record<Exclude<Fact["field"], "stars.day" | "season">, string>> = {
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
};

/** Where what a fact stands on can be read. */
export function sourceOf(fact: Fact): string {
  if (fact.field === "stars.day") return `${RULES[fact.rule]} (rule ${fact.rule})`;
  if (fact.field !== "season") return FIELDS[fact.field];
  if (!fact.season.held) return ARTICLES.days;
  return `${ARTICLES.days} states that the star is kept; the label Gui-Pig and the hold in winter are our reading`;
}
