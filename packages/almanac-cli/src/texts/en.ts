import type { Texts } from "./texts.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The screens in English. */
export const EN: Texts = {
  weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  months: MONTHS,
  units: ["d", "h", "min"],
  underMinute: "less than a minute",
  rules: {
    season: "season",
    books: "books",
    nearest: "nearest",
    interpolated: "interpolated",
  },
  midnight: "midnight",
  sexes: { male: "male", female: "female" },
  provenance: {
    stated: "stated in the seed articles",
    tradition: "tradition",
    computed: "computed",
    reading: "our reading",
  },
  relations: {
    same: "same",
    generates: "→ generates",
    "generated-by": "← generates",
    overcomes: "→ overcomes",
    "overcome-by": "← overcomes",
  },
  cellMark: (element) => element.slice(0, 2),
  orientation: () => "",
  heads: {
    year: "Year",
    month: "Month",
    day: "Day",
    hour: "Hour",
    hours: "Hours",
    pair: "Pair",
    star: "Star",
    half: "Half",
    apparent: "Apparent",
    begins: "Period begins",
    at: "at",
    sun: "Sun",
    term: "Period",
    clock: "Clock",
    universal: "Universal time",
    doubt: "Doubt",
    fortune: "Fortune",
    epoch: "Epoch",
    weatherYears: "Weather years",
    direction: "Direction",
    starCentre: "Star, center",
    starEarth: "Star, earth",
    centreEarth: "Center, earth",
    rule: "Rule",
    breaks: "Breaks",
    from: "From",
    until: "Until",
    relation: "Relation",
    nayin: "Nayin",
    hidden: "Hidden stems",
    wrong: "What is wrong",
  },
  clocks: {
    standard: { label: "Standard", note: (offset) => `without summer time (UTC${offset})` },
    mean: { label: "Mean Sun", note: (_, longitude) => `at longitude ${longitude}` },
    apparent: { label: "True Sun", note: (_, longitude) => `at longitude ${longitude}` },
    "saigon-1960": {
      label: "North",
      note: (offset) =>
        `if in the North, on UTC${offset} (by decree 121-CP of 1967 at the latest; the zone is Saigon's clock, use --zone ${offset})`,
    },
  },
  lunar: {
    label: "Lunar",
    inFull: ({ month, leap, day, calendar }, pair) =>
      `day ${day} of ${leap ? "leap " : ""}month ${month} of ${pair} (${calendar === "chinese" ? "Chinese" : "Vietnamese"} calendar)`,
    short: ({ month, leap, day }) =>
      `${month}${leap ? "+" : ""}/${day}${month === 1 && day === 1 && !leap ? " New Year" : ""}`,
  },
  calendar: "Calendar",
  calendars: (julian) => `proleptic Gregorian; in the Julian calendar ${julian}`,
  datesIn: {
    gregorian: "Dates are of the proleptic Gregorian calendar; --calendar julian shows the others.",
    julian: "Dates are of the Julian calendar.",
  },
  timeUnknown: "time unknown",
  from: (time) => `From ${time}`,
  changes: (times) => `The day changes its pillars at ${times}: the time decides.`,
  asked: "the hour asked for",
  season: "Season",
  next: "Next",
  place: (half, day, apparent) => `${half} half, day ${day}, apparent ${apparent}`,
  held: (word) => `${word}: the qi field stands still`,
  outside: "no season coordinates outside the weather years 604 to 3914",
  span: (from, to) => `${from} to ${to}`,
  since: (moment) => `since ${moment}`,
  in: (span) => `in ${span}`,
  dayFrom: (boundary) => `day from ${boundary}`,
  hangs: (about, term, error) => `${about} hangs on ${term}, known to ± ${error} s`,
  afflictionNote: (end) =>
    `Each holds until the next begins, the last until ${end}. Afflictions are tradition, not of the seed articles.`,
  ratHour: "The Rat hour begins at 23:00 of the evening before.",
  daysOf: (month, zone, rule) => `Days of ${month} (${zone}, rule ${rule})`,
  termsOf: (years, zone) => `Weather periods, ${years} (${zone})`,
  yearStar: "year star",
  starOfDays: (rule) =>
    `Star of the day by the rule ${rule}, the days of the civil year (= stands still, ! jumps):`,
  unwrapped: "The same counted on without wrapping at 9, from the Winter Solstice before the year:",
  born: (moment, zone) => `Born ${moment} (${zone})`,
  weatherYear: (year, pair) => `weather year ${year} ${pair}`,
  bornEarly: (civilYear, weatherYear) =>
    `Born before Spring starts of ${civilYear}: the weather year is still ${weatherYear}.`,
  birthDoubt: "Doubt: the birth is nearer to Spring starts than its instant is known.",
  destinyStar: (star) => `Destiny star ${star}, for everyone born in the year (stated)`,
  femaleStar: (star) => `Star that tradition gives to women of the year: ${star} (tradition)`,
  mansions: (sex, number) => `Mansions ${sex} ${number}`,
  directionNotes: [
    "→ the first acts on the second, ← the second on the first; ! Eight Mansions contradict the board.",
    "The relations are stated, the score is our reading.",
  ],
  voidBranches: (branches) =>
    `Void branches of the day: ${branches} (tradition, as are the columns above)`,
  age: (years, months, days) =>
    `${count(years, "year")} ${count(months, "month")} ${count(days, "day")}`,
  luck: ({ sex, forward, term, age, wholeYears, pairs }) =>
    `Luck, ${sex}: ${forward ? "forward" : "backward"}, counted to ${term}, from the age of ${age}, or ${count(wholeYears, "whole year")}: ${pairs} (tradition)`,
  boardOf: (star, cell, descending, next) =>
    `${star} in the ${cell}; ${descending ? "descending flight (tradition)" : "ascending"}, ${next} follows`,
  compare: {
    title: (year, zone) => `The star of the day in ${year} by every rule (${zone})`,
    requirements: {
      R1: "The star goes forward from Winter Solstice to the end of Grain in ear, and backward from Summer Solstice to the end of Great Snow.",
      R2: "Neighbouring days differ by one step all year; only a day that the rule holds, or on which it turns, may keep the star of the day before.",
      R3: "The star changes by one step at most where the halves meet.",
      R4: "Each half starts on a Jia-Rat day of the rule's own count, and the star moves for 180 days in it: three rounds of sixty.",
    },
    holdsNot: "does not hold in this year",
    kept: "kept",
    broken: (times) => `${times} broken`,
    none: "none",
    days: (days) => count(days, "day"),
    breaks: "The breaks",
    daysOfBreaks: "The days of the breaks, each with its eve (! broken)",
    fromTo: (before, after) => `${before} to ${after}`,
    problems: {
      direction: ({ half, forward, signed }) =>
        `the ${half} half goes ${forward ? "forward" : "backward"}, the star moves by ${signed}`,
      jump: ({ signed }) => `the star jumps by ${signed}`,
      standstill: () => "the star stands still on a day that is not held",
      meeting: ({ half, signed }) => `the star jumps by ${signed} where the ${half} half ends`,
      start: ({ amount }) => `the half starts ${count(amount, "day")} after a Jia-Rat day`,
      length: ({ amount }) =>
        `the star moved for ${count(amount, "day")} in the half before, not 180`,
    },
    forDays: (problem, days) => `${problem}, for ${count(days, "day")}`,
  },
  events: (events) => count(events, "event"),
  page: {
    settings: (zone, rule) => `Zone ${zone}, rule ${rule}`,
    month: (month) => `The days of ${month}`,
    boards: "The boards",
    afflictions: "Afflicted directions (tradition)",
    held: "Held days",
  },
};
