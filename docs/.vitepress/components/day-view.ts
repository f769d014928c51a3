import {
  AlmanacError,
  board,
  createAlmanac,
  formatDate,
  namesOf,
  pairName,
  parseDate,
  parseZone,
  termName,
  SOUTH_UP,
  star,
  type CivilTime,
  type Language,
  type Names,
  type Rule,
  type LocalTerm,
} from "almanac-core";

/** What the visitor chose. */
export interface Choice {
  readonly date: string;
  readonly rule: Rule;
  readonly zone: string;
  readonly language: Language;
}

/** A pair, its star, and the board with that star in the centre, row by row, south up. */
export interface PillarView {
  readonly title: string;
  readonly pair: string;
  readonly star: string;
  readonly cells: readonly { readonly text: string; readonly element: string }[];
}

/** A day in words, or why there is none. */
export type DayView =
  | { readonly error: string }
  | {
      readonly error?: never;
      readonly pillars: readonly PillarView[];
      readonly lines: readonly (readonly [string, string])[];
    };

const PILLARS = ["year", "month", "day", "hour"] as const;

function clock({ hour, minute, second }: CivilTime): string {
  const parts = [hour, minute, Math.floor(second)];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

function since(names: Names, term: LocalTerm): string {
  return `${termName(names, term.longitude)}, ${formatDate(term.date)} ${clock(term.time)}`;
}

function cellsOf(centre: number): PillarView["cells"] {
  const stars = board(centre);
  return SOUTH_UP.flat().map((cell) => {
    const { number, element } = star(stars[cell]);
    return { text: `${cell} ${number}`, element };
  });
}

function read({ date, rule, zone, language }: Choice): DayView {
  const names = namesOf(language);
  const day = createAlmanac({ rule, zone: parseZone(zone) }).day(parseDate(date));
  const { season, fortune } = day;
  const held = season?.held ? `, ${names.held}` : "";
  return {
    pillars: PILLARS.map((title) => ({
      title,
      pair: pairName(names, day.pillars[title]),
      star: names.stars[day.stars[title] - 1]?.full ?? "",
      cells: cellsOf(day.stars[title]),
    })),
    lines: [
      [
        names.fortune,
        `${fortune.number} ${names.stars[fortune.number - 1]?.name}, ${names.epochs[fortune.epoch]}, ${fortune.from} to ${fortune.to}`,
      ],
      ...(season
        ? [
            [
              "Season",
              `${names.halves[season.half]}, day ${season.day}, ${pairName(names, season.apparent)}${held}`,
            ] as const,
          ]
        : []),
      ["Period", since(names, day.term)],
      ["Next", since(names, day.nextTerm)],
      ["Clock", `noon in ${day.zone}`],
      ...day.doubts.map(
        ({ about, term }) =>
          [
            "Doubt",
            `${about} hangs on ${since(names, term)}, ± ${term.error.toFixed(1)} s`,
          ] as const,
      ),
    ],
  };
}

/** The day that the visitor chose, with noon for the hour. */
export function viewDay(choice: Choice): DayView {
  try {
    return read(choice);
  } catch (error) {
    if (error instanceof AlmanacError) return { error: error.message };
    throw error;
  }
}
