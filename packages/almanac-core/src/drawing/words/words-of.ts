import type { Language } from "almanac-core";

import { EN } from "./en.ts";
import { VI } from "./vi.ts";
import type { DrawingWords } from "./words.ts";
import { ZH_HANS, ZH_HANT } from "./zh.ts";

const WORDS: Readonly<Record<Language, DrawingWords>> = {
  en: EN,
  vi: VI,
  "zh-Hant": ZH_HANT,
  "zh-Hans": ZH_HANS,
};

/** What pictures say in a language. */
export function wordsOf(language: Language): DrawingWords {
  return WORDS[language];
}
