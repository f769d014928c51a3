import { checkChoice } from "../errors/check.ts";
import { byDirection, type Direction } from "../luoshu/board.ts";
import { mod9 } from "../number/modulo.ts";
import { yearStar } from "../stars/year.ts";
import { entry } from "../values/entry.ts";
import { deepFreeze } from "../values/freeze.ts";

/** Whom the two traditions that tell the sexes apart ask about. */
export type Sex = "male" | "female";

const SEXES: readonly Sex[] = ["male", "female"];

/** The sex that was given, or both. */
export function sexesOf({ sex }: { readonly sex?: Sex }): readonly Sex[] {
  return sex === undefined ? SEXES : [sex];
}

/** @throws AlmanacError `argument-invalid` unless it is one of the two */
export function checkSex(sex: Sex, place: string): void {
  checkChoice(place, sex, SEXES);
}

/** The eight results of Eight Mansions, in the order of their rank, best first. */
export type Mansion =
  | "life-generation"
  | "heaven-doctor"
  | "long-age"
  | "return"
  | "harm"
  | "six-evils"
  | "five-ghosts"
  | "death";

/** What Eight Mansions says about a person: the number of the hexagram, and each direction. */
export interface EightMansions {
  /** For whom the number was counted. */
  readonly sex: Sex;
  /** 1..9 without 5. */
  readonly number: number;
  /** The result in each direction. */
  readonly directions: Readonly<Record<Direction, Mansion>>;
}

/** The lines of the trigram of each direction, bottom line first: 1 is whole, 0 is broken. */
const TRIGRAMS: Readonly<Record<Direction, number>> = {
  N: 0b010,
  NE: 0b001,
  E: 0b100,
  SE: 0b011,
  S: 0b101,
  SW: 0b000,
  W: 0b110,
  NW: 0b111,
};

/** The direction of each number at rest; 5 has none. */
const HOME: readonly (Direction | undefined)[] = [
  undefined,
  "N",
  "SW",
  "E",
  "SE",
  undefined,
  "NW",
  "W",
  "NE",
  "S",
];

/** The result by the lines that differ, bottom line first. */
const BY_CHANGED_LINES: readonly Mansion[] = [
  "return",
  "life-generation",
  "death",
  "five-ghosts",
  "harm",
  "six-evils",
  "heaven-doctor",
  "long-age",
];

/** The rank of each result: 4 the best .. 1 the least of the good, -1 .. -4 the worst. */
export const MANSION_RANK: Readonly<Record<Mansion, number>> = /*#__PURE__*/ deepFreeze({
  "life-generation": 4,
  "heaven-doctor": 3,
  "long-age": 2,
  return: 1,
  harm: -1,
  "six-evils": -2,
  "five-ghosts": -3,
  death: -4,
});

/**
 * The number that tradition gives to women of a year, counted the other way; an option, for the seed
 * articles give one star to everyone born in a year.
 */
export function femaleStar(weatherYear: number): number {
  return mod9(6 - yearStar(weatherYear));
}

/** Eight Mansions for a person born in a weather year: 5 counts as 2 for men and as 8 for women. */
export function eightMansions(weatherYear: number, sex: Sex): EightMansions {
  checkSex(sex, "sex");
  const counted = sex === "male" ? yearStar(weatherYear) : femaleStar(weatherYear);
  const number = counted === 5 ? (sex === "male" ? 2 : 8) : counted;
  const own = TRIGRAMS[HOME[number] ?? "N"];
  return {
    sex,
    number,
    directions: byDirection((direction) => entry(BY_CHANGED_LINES, own ^ TRIGRAMS[direction])),
  };
}
