import { checkPair, type Pair } from "../cycle/pairs.ts";
import { AlmanacError } from "../errors/almanac-error.ts";
import { asText, checkChoice, checkObject, checkWhole, shown } from "../errors/check.ts";
import { type Mountain, MOUNTAINS } from "../luoshu/mountains.ts";
import { checkLongitude } from "../term/solar-term.ts";
import { entry } from "../values/entry.ts";
import { deepFreeze } from "../values/freeze.ts";
import { EN } from "./en.ts";
import type { Language, Names } from "./names.ts";
import { VI } from "./vi.ts";
import { ZH_HANS, ZH_HANT } from "./zh.ts";

/** Every language, the default first. */
export const LANGUAGES: readonly Language[] = /*#__PURE__*/ deepFreeze([
  "en",
  "vi",
  "zh-Hant",
  "zh-Hans",
]);

const NAMES: Readonly<Record<Language, Names>> = {
  en: EN,
  vi: VI,
  "zh-Hant": ZH_HANT,
  "zh-Hans": ZH_HANS,
};

/**
 * The names in a language.
 * @throws AlmanacError `language-unknown`; {@link parseLanguage} reads other tags
 */
export function namesOf(language: Language): Names {
  checkChoice("language", language, LANGUAGES, "language-unknown");
  return deepFreeze(NAMES[language]);
}

/**
 * Reads a language tag: `en`, `vi_VN.UTF-8`, `zh-Hant`, `zh-TW`, `zh`. Chinese without a script is
 * simplified unless the region writes traditional characters.
 * @throws AlmanacError `language-unknown`
 */
export function parseLanguage(text: string): Language {
  const tag = typeof text === "string" ? text.replaceAll("_", "-").toLowerCase() : "";
  const [primary = "", ...rest] = tag.split(/[-.@]/);
  if (primary === "en" || primary === "vi") return primary;
  if (primary === "zh") {
    return rest.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) ? "zh-Hant" : "zh-Hans";
  }
  throw new AlmanacError("no names in this language", {
    code: "language-unknown",
    place: "language",
    value: asText(text),
    hint: `Give one of: ${LANGUAGES.join(", ")}.`,
  });
}

/**
 * The name of a pair, 0..59.
 * @throws AlmanacError `pair-invalid`, `argument-invalid`
 */
export function pairName(names: Pick<Names, "pairs">, pair: Pair): string {
  checkPair(pair);
  return entry(listOf(names, "pairs"), pair);
}

/**
 * The name of the solar term at a longitude of the Sun, degrees.
 * @throws AlmanacError `argument-invalid`
 */
export function termName(names: Pick<Names, "terms">, longitude: number): string {
  checkLongitude(longitude);
  return entry(listOf(names, "terms"), ((longitude + 75) % 360) / 15);
}

/**
 * The name of one of the 24 mountains: of its branch, its stem or its trigram.
 * @throws AlmanacError `argument-invalid`
 */
export function mountainName(
  names: Pick<Names, "stems" | "branches" | "trigrams">,
  mountain: Mountain,
): string {
  checkObject("mountain", mountain, "Give one of MOUNTAINS.");
  const { index } = mountain;
  checkWhole("mountain.index", index, 0, 23);
  const { name } = entry(MOUNTAINS, index);
  const [branches, stems] = [listOf(names, "branches"), listOf(names, "stems")];
  if ("branch" in name) return entry(branches, name.branch);
  if ("stem" in name) return entry(stems, name.stem);
  checkObject("names.trigrams", names.trigrams, "Give what namesOf answers.");
  return names.trigrams[name.trigram];
}

const LENGTHS = { pairs: 60, terms: 24, stems: 10, branches: 12 };

function listOf<K extends keyof typeof LENGTHS>(names: Pick<Names, K>, kind: K): readonly string[] {
  const hint = "Give what namesOf answers, or its pinyin.";
  checkObject("names", names, hint);
  const list: unknown = names[kind];
  if (Array.isArray(list) && list.length === LENGTHS[kind]) return names[kind];
  const value = shown(list);
  throw new AlmanacError(`no names of ${kind}`, {
    code: "argument-invalid",
    place: "names",
    value,
    hint,
  });
}
