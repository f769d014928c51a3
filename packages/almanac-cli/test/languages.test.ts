import { LANGUAGES, namesOf, type Language } from "almanac-core";
import { describe, expect, test } from "vitest";

import { ARTICLES } from "../src/texts/articles.ts";
import { outputOf, runAlmanac } from "./support/run-almanac.ts";

/** Every verb, in every state in which it says something else. */
const LINES: readonly string[] = [
  "day 2024-08-23",
  "day 2021-06-19 --north-up",
  "day 0500-03-01 --rule nearest --day-boundary 23:00",
  "day 1951-12-23 --zone +08:00 --rule interpolated",
  "day 2024-02-04T16:27:08 --zone +08:00 --rule books",
  "day 2024-08-22T21:54:40",
  "day 1988-07-17T13:30 --zone Asia/Shanghai --longitude 121.47",
  "day 2024-02-04",
  "day 1391-02-05 --calendar julian --rule books",
  "person 1968-02-05T01:30",
  "person 2024-02-04",
  "hour 2021-12-21",
  "hour 2024-08-23T10:00",
  "month 2021-06",
  "month 1391-02 --calendar julian --rule books",
  "terms 1391",
  "page 1391 --calendar julian",
  "year 2021",
  "year 2021 --rule books",
  "terms 1951 1952 --zone +08:00",
  "fortune 2024",
  "person 1990-06-15",
  "person 1990-02-04T08:00 --sex female",
  "person 2024-02-04T15:27:08 --sex male",
  "board 1",
  "board 5 --descending --north-up",
  "boards 2026",
  "find --from 2026-01-01 --to 2026-03-01 --star-in S=9",
  "pillars 甲辰 --from 2024-01-01 --to 2024-02-10",
  "compare 2021",
  "compare 500",
  "compare 2000",
  "explain 2021-06-19",
  "explain 2021-08-23 --rule books",
  "explain 2021-02-01T23:30 --rule interpolated --hour-half day",
  "explain 2020-06-20 --rule nearest --day-boundary 23:00",
  "explain 2008-12-20T23:30 --rule nearest --zone +09:00",
  "explain 1951-12-23 --zone +08:00 --rule books",
  "explain 2024-02-04T16:27:08 --zone +08:00",
  "range 2021-06-17 2021-06-23",
  "ical 2021-06-01 2021-06-30",
  "page 2021-06",
  "page 2021",
  "plot 2021",
  "plot 2019 --rule nearest",
];

/** What no language translates: names of zones, of standards and of theories, and formats. */
const PROPER = [
  ...Object.values(ARTICLES),
  "Asia/Ho_Chi_Minh",
  "Asia/Shanghai",
  "UTC",
  "121-CP",
  "--zone",
  "--calendar julian",
  "VSOP87D",
  "Julius",
  /\b[\d-]+T[\d:.]+Z\b/,
  /\bR[1-4]\b/,
];

/** What the formats themselves want: the properties of iCalendar, the elements of SVG. */
function proseOf(line: string, output: string): string {
  if (line.startsWith("ical")) {
    const unfolded = output.replaceAll("\r\n ", "");
    const texts = unfolded.matchAll(
      /^(?:SUMMARY|DESCRIPTION|NAME|X-WR-CALNAME|X-WR-CALDESC):(.*)$/gm,
    );
    return Array.from(texts, ([, text]) => text?.replaceAll("\\n", "\n")).join("\n");
  }
  if (/^(plot|page)/.test(line))
    return output.replace(/<style>[^<]*/, "").replaceAll(/<[^>]*>/g, "\n");
  return output;
}

function wordsOf(line: string, output: string): readonly string[] {
  let text = proseOf(line, output).replaceAll(/\s+/g, " ");
  for (const name of PROPER)
    text = text.replaceAll(typeof name === "string" ? name : new RegExp(name, "g"), " ");
  return text.match(/\p{L}[\p{L}\p{M}'-]*/gu) ?? [];
}

const vocabularies = new Map<Language, Promise<ReadonlyMap<string, string>>>();

/** The words of a language, asked for once. */
async function vocabularyOf(language: Language): Promise<ReadonlyMap<string, string>> {
  const known = vocabularies.get(language) ?? readVocabulary(language);
  vocabularies.set(language, known);
  return known;
}

async function readVocabulary(language: Language): Promise<ReadonlyMap<string, string>> {
  const words = new Map<string, string>();
  for (const line of LINES) {
    const output = await outputOf(`${line} --lang ${language}`);
    for (const word of wordsOf(line, output)) words.set(word.toLowerCase(), line);
  }
  return words;
}

/** The marks of provenance, a sign of physics, and what both languages spell alike: thu (autumn), N (Nam, south). */
const SHARED = new Set(["s", "t", "c", "r", "δt", "thu", "n"]);

// Some fifty commands a language, on a machine that may be busy.
describe("every string that a verb prints", { timeout: 60_000 }, () => {
  test("is Vietnamese under --lang vi: no word of the English screens is left over", async () => {
    const english = await vocabularyOf("en");
    const left = [...(await vocabularyOf("vi"))].filter(
      ([word]) => english.has(word) && !SHARED.has(word),
    );
    expect(left).toEqual([]);
  });

  test.each(["zh-Hant", "zh-Hans"] as const)("has no Latin word under --lang %s", async (lang) => {
    const latin = [...(await vocabularyOf(lang))].filter(
      ([word]) => /\p{Script=Latin}/u.test(word) && !["s", "t", "c", "r", "δt"].includes(word),
    );
    expect(latin).toEqual([]);
  });

  test.each([
    ["zh-Hant", "big5", ""],
    ["zh-Hans", "gb18030", "於後"],
  ] as const)("is written in the characters of %s", async (lang, encoding, traditional) => {
    const known = hanCharactersOf(encoding);
    for (const character of traditional) known.delete(character);
    const words = [...(await vocabularyOf(lang)).keys()];
    const foreign = new Set(
      words
        .flatMap((word) => Array.from(word))
        .filter((c) => /\p{Script=Han}/u.test(c) && !known.has(c)),
    );
    expect([...foreign]).toEqual([]);
  });

  test("has something to check for every verb that shows the calendar", async () => {
    const { stdout } = await runAlmanac(["--help"]);
    const verbs = [...stdout.matchAll(/^ {2}([a-z]+)[ [].*$/gm)].map(([, verb]) => verb);
    const asked = new Set(LINES.map((line) => line.split(" ")[0]));
    expect(verbs.filter((verb) => !asked.has(verb))).toEqual(["completion", "help"]);
  });
});

/** The characters of an encoding of two bytes, as far as its first standard goes: Big5, GB 2312. */
function hanCharactersOf(encoding: "big5" | "gb18030"): Set<string> {
  const decoder = new TextDecoder(encoding);
  const [first, last, from] = encoding === "big5" ? [0xa4, 0xf9, 0x40] : [0xb0, 0xf7, 0xa1];
  const found = new Set<string>();
  for (let lead = first; lead <= last; lead++) {
    for (let trail = from; trail <= 0xfe; trail++)
      found.add(decoder.decode(Uint8Array.of(lead, trail)));
  }
  return found;
}

describe.each(LANGUAGES)("the board in %s", (lang) => {
  const { compass } = namesOf(lang);

  test("names south above and north below, east on the left and west on the right", async () => {
    const lines = (await outputOf(`board 1 --lang ${lang}`)).split("\n").slice(2);
    expect(lines[0]).toContain(compass.S);
    expect(lines[3]?.startsWith(compass.E)).toBe(true);
    expect(lines[3]?.endsWith(compass.W)).toBe(true);
    expect(lines[6]).toContain(compass.N);
  });
});

test("Vietnamese calls south N, which is North's letter in English", () => {
  const { S, N, E, W } = namesOf("vi").compass;
  expect([N, S, E, W]).toEqual(["B", "N", "Đ", "T"]);
});
