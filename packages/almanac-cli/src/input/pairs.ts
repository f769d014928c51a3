import { AlmanacError, LANGUAGES, namesOf, type Columns, type Pair } from "almanac-core";

function wrong(text: string, place: string, hint: string): AlmanacError {
  return new AlmanacError("no such pair", { code: "pair-invalid", place, value: text, hint });
}

function folded(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "-");
}

/** Every name of a pair in every language, and in pinyin. */
function pairsByName(): ReadonlyMap<string, Pair> {
  const all = LANGUAGES.map((language) => namesOf(language));
  const lists = all.flatMap(({ pairs, pinyin }) => [pairs, ...(pinyin ? [pinyin.pairs] : [])]);
  return new Map(
    lists.flatMap((names) => names.map((name, pair) => [folded(name), pair] as const)),
  );
}

/** Reads a pair in any language: `Wu-Dog`, `Mậu Tuất`, `戊戌`. */
export function parsePair(text: string, place: string): Pair {
  const pair = pairsByName().get(folded(text));
  if (pair !== undefined) return pair;
  throw wrong(text, place, "Give a pair such as Wu-Dog, Mậu Tuất or 戊戌.");
}

/**
 * Reads the pillars of year, month, day and hour, in this order; the last may be left out.
 * Commas part them, or blanks where the names have none.
 */
export function parsePillars(text: string, place: string): Columns {
  const parts = text
    .split(text.includes(",") ? "," : /\s+/)
    .map((part) => part.trim())
    .filter(Boolean);
  const [year, month, day, hour, ...rest] = parts.map((part) => parsePair(part, place));
  if (year === undefined || rest.length > 0) {
    throw wrong(
      text,
      place,
      'Give one to four pairs: "Jia-Dragon Ren-Monkey Ji-Sheep Geng-Horse".',
    );
  }
  return {
    year,
    ...(month !== undefined && { month }),
    ...(day !== undefined && { day }),
    ...(hour !== undefined && { hour }),
  };
}
