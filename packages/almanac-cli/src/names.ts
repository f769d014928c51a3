import { namesOf, pairName, termName, type Language, type Names as Words } from "almanac-core";

/** The names of a language, by number. */
export interface Names {
  readonly words: Words;
  /** `Wu-Dog` by its index 0..59. */
  readonly pair: (index: number) => string;
  /** `9-Burgundy` by its number 1..9. */
  readonly star: (number: number) => string;
  /** `Burgundy Nine Fire` by its number 1..9. */
  readonly starInFull: (number: number) => string;
  /** `Heat ends` by the longitude of the Sun, degrees. */
  readonly term: (longitude: number) => string;
}

/** Opens the names of a language. */
export function openNames(language: Language): Names {
  const words = namesOf(language);
  return {
    words,
    pair: (index) => pairName(words, index),
    star: (number) => words.stars[number - 1]?.short ?? "",
    starInFull: (number) => words.stars[number - 1]?.full ?? "",
    term: (longitude) => termName(words, longitude),
  };
}
