import type { Language } from "almanac-core";

import { EN } from "./en.ts";
import { createSay, type Say } from "./phrases.ts";
import type { ExplainTexts, Texts } from "./texts.ts";

/** The words of a language; only the one that is asked for is loaded. */
export async function textsOf(language: Language): Promise<Texts> {
  switch (language) {
    case "vi":
      return (await import("./vi.ts")).VI;
    case "zh-Hant":
      return (await import("./zh.ts")).ZH_HANT;
    case "zh-Hans":
      return (await import("./zh.ts")).ZH_HANS;
    case "en":
      return EN;
  }
}

/** The sentences of the explanations in a language. */
export async function explainTextsOf(language: Language): Promise<ExplainTexts> {
  switch (language) {
    case "vi":
      return (await import("./explain-vi.ts")).EXPLAIN_VI;
    case "zh-Hant":
      return (await import("./explain-zh.ts")).EXPLAIN_ZH_HANT;
    case "zh-Hans":
      return (await import("./explain-zh.ts")).EXPLAIN_ZH_HANS;
    case "en":
      return (await import("./explain-en.ts")).EXPLAIN_EN;
  }
}

/** How the help and the errors speak in a language; only its own phrases are loaded. */
export async function sayIn(language: Language): Promise<Say> {
  switch (language) {
    case "vi":
      return createSay((await import("./phrases-vi.ts")).PHRASES_VI);
    case "zh-Hant":
      return createSay((await import("./phrases-zh.ts")).PHRASES_ZH_HANT);
    case "zh-Hans":
      return createSay((await import("./phrases-zh.ts")).PHRASES_ZH_HANS);
    case "en":
      return (english) => english;
  }
}
