import { expect, test } from "vitest";

import { EN } from "./en.ts";
import { EXPLAIN_EN } from "./explain-en.ts";
import { EXPLAIN_VI } from "./explain-vi.ts";
import { EXPLAIN_ZH_HANS, EXPLAIN_ZH_HANT } from "./explain-zh.ts";
import { VI } from "./vi.ts";
import { ZH_HANS, ZH_HANT } from "./zh.ts";

/** Stands for whatever a text is filled in with: a number, a name, or a thing with fields. */
function filler(truth: boolean): unknown {
  const fields: ProxyHandler<() => void> = {
    get: (_, name) => {
      if (name === Symbol.toPrimitive) return () => (truth ? 1 : 0);
      if (name === "leap" || name === "forward") return truth;
      return filler(truth);
    },
  };
  return new Proxy(() => {}, fields);
}

type Called = (...args: readonly unknown[]) => unknown;

/** Every text of a vocabulary by the path to it, those with something to fill in twice. */
function* textsOf(value: unknown, path = ""): Generator<readonly [path: string, text: string]> {
  if (typeof value === "string") yield [path, value];
  if (typeof value === "function") {
    const call = value as Called;
    const given = (truth: boolean): readonly unknown[] =>
      // A switch is false or true; other things are what they are.
      Array.from({ length: 4 }, () => (truth ? filler(true) : false));
    for (const truth of [true, false]) {
      try {
        yield* textsOf(call(...given(truth)), `${path}(${truth})`);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    }
  }
  if (typeof value === "object" && value !== null)
    for (const [key, part] of Object.entries(value)) yield* textsOf(part, `${path}.${key}`);
}

/** Names that no language translates, and the marks of what a text is filled in with. */
const PROPER =
  /“[^”]*”|UTC|121-CP|--zone|--calendar julian|VSOP87D|Julius|Gregorius|undefined|false|NaN|ΔT/g;

function wordsOf(text: string): readonly string[] {
  return (
    text
      .replaceAll(PROPER, " ")
      .toLowerCase()
      .match(/\p{L}[\p{L}\p{M}'-]+/gu) ?? []
  );
}

const english = new Set([...textsOf([EN, EXPLAIN_EN])].flatMap(([, text]) => wordsOf(text)));

/** Spelt as in English: in (print), can (stem), so (compared), thu (autumn). */
const SHARED = new Set(["in", "can", "so", "thu"]);

test("a vocabulary is asked for every text, filled in both ways", () => {
  const paths = new Map(textsOf(EN));
  expect(paths.size).toBeGreaterThan(150);
  for (const path of [".compare.problems.jump(true)", ".lunar.short(true)"])
    expect(paths.has(path)).toBe(true);
});

test("no text of the Vietnamese screens has an English word, printed by a line of the tests or not", () => {
  const left = [...textsOf([VI, EXPLAIN_VI])].flatMap(([path, text]) =>
    wordsOf(text)
      .filter((word) => english.has(word) && !SHARED.has(word))
      .map((word) => `${path}: ${word}`),
  );
  expect(left).toEqual([]);
});

test.each([
  ["zh-Hant", [ZH_HANT, EXPLAIN_ZH_HANT]],
  ["zh-Hans", [ZH_HANS, EXPLAIN_ZH_HANS]],
])("no text of the screens in %s has a Latin word", (_, vocabulary) => {
  const left = [...textsOf(vocabulary)].flatMap(([path, text]) =>
    wordsOf(text)
      .filter((word) => /\p{Script=Latin}/u.test(word))
      .map((word) => `${path}: ${word}`),
  );
  expect(left).toEqual([]);
});
