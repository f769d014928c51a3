import {
  AlmanacError,
  DIRECTIONS,
  formatDate,
  type Almanac,
  type Cell,
  type CivilDate,
  type Columns,
  type Conditions,
  type DayRecord,
  type Half,
} from "almanac-core";

import type { Context } from "../context.ts";
import { parseDay } from "../input/date.ts";
import { parsePair, parsePillars } from "../input/pairs.ts";
import { dayJson } from "../json/day.ts";
import type { Names } from "../names.ts";
import { openAlmanac } from "../open-almanac.ts";
import { writeLines } from "../output/write-stream.ts";
import { pillarsText } from "../views/readings.ts";
import { formatTime } from "../views/time.ts";

/** What a search is told on the command line. */
export interface FindOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly first?: string | undefined;
  readonly yearPair?: string | undefined;
  readonly monthPair?: string | undefined;
  readonly dayPair?: string | undefined;
  readonly hourPair?: string | undefined;
  readonly yearStar?: string | undefined;
  readonly monthStar?: string | undefined;
  readonly dayStar?: string | undefined;
  readonly hourStar?: string | undefined;
  readonly term?: string | undefined;
  readonly half?: Half | undefined;
  readonly held?: boolean | undefined;
  readonly starIn?: readonly string[] | undefined;
}

const COLUMNS = ["year", "month", "day", "hour"] as const;

function numberOf(text: string, place: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new AlmanacError(`not a number from ${least} to ${most}`, {
    code: "argument-invalid",
    place,
    value: text,
    hint: `Give a whole number from ${least} to ${most}.`,
  });
}

/** The columns that are asked about, each read from its option. */
function columnsOf(
  options: FindOptions,
  kind: "Pair" | "Star",
  read: (text: string, place: string) => number,
): Columns {
  const entries = COLUMNS.flatMap((column) => {
    const text = options[`${column}${kind}`];
    return text === undefined
      ? []
      : [[column, read(text, `--${column}-${kind.toLowerCase()}`)] as const];
  });
  return Object.fromEntries(entries);
}

const CELLS: readonly Cell[] = [...DIRECTIONS, "C"];

/** A cell by its name or its letter in the language of the screens, else by its English letters. */
function cellOf(text: string, { words }: Names): Cell | undefined {
  const asked = text.normalize("NFC").toLowerCase();
  const { cells, compass }: { cells: CellNames; compass: CellNames } = words;
  const isAsked = (name: string | undefined): boolean => name?.toLowerCase() === asked;
  return (
    CELLS.find((cell) => isAsked(cells[cell]) || isAsked(compass[cell])) ?? CELLS.find(isAsked)
  );
}

type CellNames = Readonly<Partial<Record<Cell, string>>>;

/** `S=9`: a cell of the day's board and its star. */
function starIn(texts: readonly string[], names: Names): NonNullable<Conditions["starIn"]> {
  return Object.fromEntries(
    texts.map((text) => {
      const [asked = "", star = ""] = text.split("=");
      const cell = cellOf(asked, names);
      if (cell !== undefined && /^[1-9]$/.test(star)) return [cell, Number(star)] as const;
      const { cells } = names.words;
      const english = names.words.language === "en";
      const known = english ? CELLS : CELLS.map((each) => cells[each]);
      throw new AlmanacError("not a direction and a star", {
        code: "argument-invalid",
        place: "--star-in",
        value: text,
        hint: `Give one of ${known.join(", ")} and a star from 1 to 9: ${english ? "S" : cells.S}=9.`,
      });
    }),
  );
}

function termOf(text: string, { names }: Context): number {
  const index = names.words.terms.findIndex((name) => name.toLowerCase() === text.toLowerCase());
  if (index !== -1) return (285 + 15 * index) % 360;
  const degrees = numberOf(text, "--term", 0, 345);
  if (degrees % 15 === 0) return degrees;
  throw new AlmanacError("no weather period begins there", {
    code: "argument-invalid",
    place: "--term",
    value: text,
    hint: "Give its name, or the longitude of the Sun at its beginning: 0, 15, .. 345.",
  });
}

function conditionsOf(options: FindOptions, context: Context): Conditions {
  const { term, half, held } = options;
  return {
    pairs: columnsOf(options, "Pair", parsePair),
    stars: columnsOf(options, "Star", (text, place) => numberOf(text, place, 1, 9)),
    ...(term !== undefined && { term: termOf(term, context) }),
    ...(half !== undefined && { half }),
    ...(held === true && { held }),
    ...(options.starIn && { starIn: starIn(options.starIn, context.names) }),
  };
}

/** A hundred years around the present, unless somebody says when. */
function spanOf(options: FindOptions, { settings, now }: Context): readonly [CivilDate, CivilDate] {
  const year = new Date(now).getUTCFullYear();
  const { from, to } = options;
  return [
    from === undefined
      ? { year: year - 50, month: 1, day: 1 }
      : parseDay(from, "--from", settings.calendar),
    to === undefined
      ? { year: year + 50, month: 12, day: 31 }
      : parseDay(to, "--to", settings.calendar),
  ];
}

/** A search that can never match is refused by the option that the user typed. */
function searched(
  almanac: Almanac,
  conditions: Conditions,
  [from, to]: readonly [CivilDate, CivilDate],
  typed: (place: string) => Typed,
): Iterable<DayRecord> {
  try {
    return almanac.find(conditions, from, to);
  } catch (error) {
    if (!(error instanceof AlmanacError && error.code === "search-impossible")) throw error;
    const { problem, code, hint } = error;
    throw new AlmanacError(problem, { code, hint, ...typed(error.place) });
  }
}

/** What was typed, and where. */
interface Typed {
  readonly place: string;
  readonly value: string;
}

/** `pairs.hour`, as the library calls it, is `--hour-pair`. */
function typedOption(options: FindOptions): (place: string) => Typed {
  return (place) => {
    const column = COLUMNS.find((name) => place.endsWith(`.${name}`));
    if (column === undefined) return { place: "--star-in", value: options.starIn?.join(" ") ?? "" };
    const kind = place.startsWith("pairs") ? "Pair" : "Star";
    return {
      place: `--${column}-${kind.toLowerCase()}`,
      value: options[`${column}${kind}`] ?? "",
    };
  };
}

async function printFound(
  context: Context,
  conditions: Conditions,
  options: FindOptions,
  typed: (place: string) => Typed,
): Promise<void> {
  const { settings, names, io } = context;
  const span = spanOf(options, context);
  const [from, to] = span;
  const most =
    options.first === undefined ? Infinity : numberOf(options.first, "--first", 1, 1_000_000);
  const almanac = openAlmanac(settings, Math.min(from.year, to.year), Math.max(from.year, to.year));
  const found = searched(almanac, conditions, span, typed);
  const lineOf = (record: DayRecord): string => {
    if (settings.json) return JSON.stringify(dayJson(record, settings, names));
    const { year, month, day, hour } = record.stars;
    const stars = [year, month, day, hour].map(names.star).join(" ");
    return `${formatDate(record.date)} ${formatTime(record.time)}  ${pillarsText(record, context)}  ${stars}`;
  };
  function* lines(): Generator<string> {
    let count = 0;
    for (const record of found) {
      yield lineOf(record);
      count += 1;
      if (count >= most) return;
    }
  }
  await writeLines(io.stdout, lines());
}

/** The moments of a span that are what the options ask for. */
export async function find(context: Context, options: FindOptions): Promise<void> {
  await printFound(context, conditionsOf(options, context), options, typedOption(options));
}

/** The moments of a span that have the pillars. */
export async function pillars(context: Context, text: string, options: FindOptions): Promise<void> {
  const place = "PILLARS";
  const typed = (): Typed => ({ place, value: text });
  await printFound(context, { pairs: parsePillars(text, place) }, options, typed);
}
