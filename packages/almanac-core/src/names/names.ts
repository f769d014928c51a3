import type { Epoch } from "../cycle/fortunes.ts";
import type { Half } from "../cycle/halves.ts";
import type { Affliction } from "../luoshu/afflictions.ts";
import type { Cell, Direction } from "../luoshu/board.ts";
import type { Colour, Element } from "../luoshu/star.ts";
import type { Mansion } from "../person/eight-mansions.ts";

/** The languages of the names. English is that of the seed articles. */
export type Language = "en" | "vi" | "zh-Hant" | "zh-Hans";

/** The names of a star, from long to short: `White One Water`, `White One`, `1-White`. */
export interface StarNames {
  /** Colour, number and element. */
  readonly full: string;
  /** Colour and number. */
  readonly name: string;
  /** The number as a digit, and the colour. */
  readonly short: string;
}

/** The names that follow from the characters, so that they can be written in pinyin too. */
export interface CharacterNames {
  /** 10, Jia first. */
  readonly stems: readonly string[];
  /** 12, Rat first. */
  readonly branches: readonly string[];
  /** 60, Jia-Rat first. */
  readonly pairs: readonly string[];
  /** 9, the star 1 first. */
  readonly stars: readonly StarNames[];
  /** 24, from the longitude 285 degrees on (Slight Cold): the order of `ordinal mod 24`. */
  readonly terms: readonly string[];
}

/** Every name in one language. */
export interface Names extends CharacterNames {
  /** The language of these names. */
  readonly language: Language;
  /** The five elements. */
  readonly elements: Readonly<Record<Element, string>>;
  /** The colours of the stars. */
  readonly colours: Readonly<Record<Colour, string>>;
  /** The eight directions and the Heaven Center. */
  readonly cells: Readonly<Record<Cell, string>>;
  /** The eight directions in short, as they stand beside a board: `N`, `SE`. */
  readonly compass: Readonly<Record<Direction, string>>;
  /** The two halves of a year. */
  readonly halves: Readonly<Record<Half, string>>;
  /** The three Epochs. */
  readonly epochs: Readonly<Record<Epoch, string>>;
  /** The results of Eight Mansions. */
  readonly mansions: Readonly<Record<Mansion, string>>;
  /** 30, one for two pairs each (納音), Jia-Rat and Yi-Ox first. */
  readonly nayin: readonly string[];
  /** 10, what a stem is to that of the day, in the order of `TEN_RELATIONS`. */
  readonly tenRelations: readonly string[];
  /** The trigrams of the corners, after which four of the 24 mountains are named. */
  readonly trigrams: Readonly<Record<"NE" | "SE" | "SW" | "NW", string>>;
  /** What afflicts a direction. */
  readonly afflictions: Readonly<Record<Affliction, string>>;
  /** The word before the number of a Fortune. */
  readonly fortune: string;
  /** What a day is called on which the qi field stands still. */
  readonly held: string;
  /** The Chinese languages in pinyin with tone marks; other languages have none. */
  readonly pinyin?: CharacterNames;
}

/** The sixty pairs in order, from their parts. */
export function pairNames(
  stems: readonly string[],
  branches: readonly string[],
  joint: string,
): readonly string[] {
  return Array.from({ length: 60 }, (_, i) => `${stems[i % 10]}${joint}${branches[i % 12]}`);
}

/** A list from one text, its entries parted by commas. */
export function list(text: string): readonly string[] {
  return text.split(", ");
}

/**
 * The names of the stars from their full names: number and colour in either order, then the element.
 * @param colourAt - which word is the colour, 0 or 1
 */
export function starNames(text: string, colourAt: 0 | 1): readonly StarNames[] {
  return list(text).map((full, i) => {
    const words = full.split(" ");
    return { full, name: words.slice(0, 2).join(" "), short: `${i + 1}-${words[colourAt]}` };
  });
}
