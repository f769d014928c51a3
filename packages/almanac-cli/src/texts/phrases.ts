/**
 * What the help and the errors say, by their English. `{0}` stands for what differs from one error to the
 * next; in a translation `{0!}` is a phrase itself, and said in the language too.
 */
export type Phrases = Readonly<Record<string, string>>;

/** Says an English text of the help or of an error in a language; what has no phrase stays as it is. */
export type Say = (english: string) => string;

interface Template {
  readonly pattern: RegExp;
  readonly translated: string;
}

/** Says texts by the phrases of a language. */
export function createSay(phrases: Phrases): Say {
  const templates = templatesOf(phrases);
  const say: Say = (english) => {
    const whole = Object.hasOwn(phrases, english) ? phrases[english] : undefined;
    if (whole !== undefined) return whole;
    // A place such as DATE is the word of the help in capitals.
    if (/^[A-Z]{2,}$/.test(english) && Object.hasOwn(phrases, english.toLowerCase()))
      return say(english.toLowerCase()).toUpperCase();
    for (const { pattern, translated } of templates) {
      const slots = pattern.exec(english)?.slice(1);
      if (slots !== undefined) return filled(translated, slots, say);
    }
    return english;
  };
  return say;
}

/** The phrases with something to fill in, those with the most words of their own first. */
function templatesOf(phrases: Phrases): readonly Template[] {
  const own = (english: string): number => english.replaceAll(/\{\d\}/g, "").length;
  return Object.entries(phrases)
    .filter(([english]) => english.includes("{0}"))
    .toSorted(([a], [b]) => own(b) - own(a))
    .map(([english, translated]) => ({ pattern: patternOf(english), translated }));
}

function patternOf(english: string): RegExp {
  const literal = english.replaceAll(/[$()*+.?[\\\]^|]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replaceAll(/\{\d\}/g, "(.*?)")}$`, "s");
}

function filled(translated: string, slots: readonly string[], say: Say): string {
  return translated.replaceAll(/\{(\d)(!?)\}/g, (_, index: string, phrase: string) => {
    const slot = slots[Number(index)] ?? "";
    return phrase === "" ? slot : say(slot);
  });
}
