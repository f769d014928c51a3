import { modulo, type Pair } from "../cycle/pair.ts";
import { AlmanacError } from "../errors.ts";
import { EN } from "./en.ts";
import type { Language, Names } from "./names.ts";
import { VI } from "./vi.ts";
import { ZH_HANS, ZH_HANT } from "./zh.ts";

/** Every language, the default first. */
export const LANGUAGES: readonly Language[] = ["en", "vi", "zh-Hant", "zh-Hans"];

const NAMES: Readonly<Record<Language, Names>> = {
  en: EN,
  vi: VI,
  "zh-Hant": ZH_HANT,
  "zh-Hans": ZH_HANS,
};

/** The names in a language. */
export function namesOf(language: Language): Names {
  return NAMES[language];
}

/**
 * Reads a language tag: `en`, `vi_VN.UTF-8`, `zh-Hant`, `zh-TW`, `zh`. Chinese without a script is
 * simplified unless the region writes traditional characters.
 * @throws AlmanacError `language-unknown`
 */
export function parseLanguage(text: string): Language {
  const tag = text.replaceAll("_", "-").toLowerCase();
  const [primary = "", ...rest] = tag.split(/[-.@]/);
  if (primary === "en" || primary === "vi") return primary;
  if (primary === "zh") {
    return rest.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) ? "zh-Hant" : "zh-Hans";
  }
  throw new AlmanacError("no names in this language", {
    code: "language-unknown",
    place: "language",
    value: text,
    cure: `Give one of: ${LANGUAGES.join(", ")}.`,
  });
}

/** The name of a pair, 0..59. */
export function pairName(names: Pick<Names, "pairs">, pair: Pair): string {
  return names.pairs[modulo(pair, 60)] ?? "";
}

/** The name of the weather period at a longitude of the Sun, degrees. */
export function periodName(names: Pick<Names, "periods">, longitude: number): string {
  return names.periods[modulo(longitude - 285, 360) / 15] ?? "";
}
