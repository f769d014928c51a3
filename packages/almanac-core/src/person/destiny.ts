import { checkObject } from "../errors/check.ts";
import { type Board, board } from "../luoshu/board.ts";
import type { DayRecord } from "../record/day-record.ts";
import { starOfYear } from "../stars/year.ts";
import type { CivilDate, CivilTime } from "../time/civil-date.ts";
import {
  type Contradiction,
  contradictions,
  type DirectionReading,
  readDirections,
} from "./directions.ts";
import {
  checkSex,
  type EightMansions,
  eightMansions,
  femaleStar,
  sexesOf,
  type Sex,
} from "./eight-mansions.ts";

/** A birth on the clock of the almanac's zone. */
export interface Birth {
  /** The date of birth. */
  readonly date: CivilDate;
  /** Default: noon. */
  readonly time?: CivilTime;
  /** Only Eight Mansions and the traditional star of women ask for it. */
  readonly sex?: Sex;
}

/** What the almanac says about a birth. */
export interface Destiny {
  /** The record of the moment of birth; its doubts show a birth too near to Spring starts to be sure. */
  readonly record: DayRecord;
  /** The weather year of the birth: before Spring starts it is the year before the civil year. */
  readonly weatherYear: number;
  /** Whether the birth falls between 1 January and Spring starts, and so belongs to the year before. */
  readonly beforeSpringStarts: boolean;
  /** The destiny star, 1..9: one for everyone born in the weather year. */
  readonly star: number;
  /** The board with the destiny star in the Heaven Center. */
  readonly board: Board;
  /** The eight directions on that board, from North clockwise. */
  readonly directions: readonly DirectionReading[];
  /** What tradition, not the seed articles, gives to women of the year; 1..9. */
  readonly traditionalFemaleStar: number;
  /** Eight Mansions for the sex that was given, or for both, each with where it contradicts the board. */
  readonly eightMansions: readonly ComparedMansions[];
}

/** Eight Mansions beside the board. */
export interface ComparedMansions extends EightMansions {
  /** The directions about which the two disagree. */
  readonly contradictions: readonly Contradiction[];
}

/** @throws AlmanacError `argument-invalid` unless it is a birth; its date and time are checked by the record */
export function checkBirth(birth: Birth): void {
  checkObject("birth", birth, "Give a date, and if known time and sex: { date, time, sex }.");
  if (birth.sex !== undefined) checkSex(birth.sex, "birth.sex");
}

/** The destiny of a birth whose record is known. */
export function destinyOf(record: DayRecord, birth: Birth): Destiny {
  const { weatherYear } = record;
  const centre = starOfYear(weatherYear);
  const directions = readDirections(centre);
  return {
    record,
    weatherYear,
    beforeSpringStarts: weatherYear < record.date.year,
    star: centre,
    board: board(centre),
    directions,
    traditionalFemaleStar: femaleStar(weatherYear),
    eightMansions: sexesOf(birth).map((each) => {
      const mansions = eightMansions(weatherYear, each);
      return { ...mansions, contradictions: contradictions(directions, mansions) };
    }),
  };
}
