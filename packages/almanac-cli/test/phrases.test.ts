import { readdirSync, readFileSync } from "node:fs";

import { LANGUAGES, type Language } from "almanac-core";
import { parseAst } from "rolldown/parseAst";
import { describe, expect, test } from "vitest";

import { sayIn } from "../src/texts/in-language.ts";
import { PHRASES_VI } from "../src/texts/phrases-vi.ts";
import { PHRASES_ZH_HANS, PHRASES_ZH_HANT } from "../src/texts/phrases-zh.ts";
import { createSay, type Phrases } from "../src/texts/phrases.ts";
import { MISTAKES, REFUSED } from "./support/bad-lines.ts";
import { runAlmanac } from "./support/run-almanac.ts";

const OTHERS = LANGUAGES.filter((language) => language !== "en");

/** What only a program can do wrong that calls the library: the command line gives it numbers, objects and names. */
const FOR_PROGRAMS = new Set([
  "{0}time in {1}",
  "the offset {0} of {1} cannot be read",
  "the round of sixty has no such pair",
  "stem {0}, branch {1}",
  "Give a stem 0..9 and a branch 0..11, both even or both odd.",
  "a function",
  "an object",
  "Give a number.",
  "not a number that can be used",
  " from {0} to {1}",
  "not a whole number{0}",
  "not a whole number from {0} to {1}",
  "Give a whole number{0}.",
  "not one of the choices",
  "Give one of: {0}.",
  "Give one of {0}.",
  "there is no such option",
  "The options are: {0}.",
  "no such lunar calendar",
  "a lunar year has no month",
  "Give { year: 2024, month: 1, leap: false, day: 1 }.",
  "Give true or false.",
  "That month has {0} days.",
  "The lunar year {0} has no leap month.",
  "The leap month of the lunar year {0} follows month {1}.",
  "year {0}, {1}month {2}, day {3}",
  "the lunar calendar has no such day",
  "Give degrees from north, clockwise.",
  "Give one of MOUNTAINS.",
  "Give what namesOf answers.",
  "Give what namesOf answers, or its pinyin.",
  "no names of {0}",
  "Give a date, and if known time and sex: { date, time, sex }.",
  "Give Unix milliseconds, such as Date.now() or date.getTime().",
  'Give an object such as { rule: "books" }, or nothing for the defaults.',
  "Give { lastBefore: 29, leap: true }.",
  "Give an object such as { pairs: { day: 0 }, stars: { hour: 9 } }.",
  "Give numbers by {0}.",
  "no solar term begins there",
  "Give the longitude of the Sun in degrees: 0, 15, .. 345.",
  "Give Unix milliseconds.",
  "Give decimal degrees from -{0} to {1}, such as 105.85.",
  "Give three whole numbers: { year: 2024, month: 8, day: 23 }.",
  "Give a Julian date in terrestrial time.",
  "Give three whole numbers, with 29 February in every fourth year.",
  "not a zone that needs no database",
  "Give UTC, an offset such as +07:00, Asia/Ho_Chi_Minh, or make the zone with intlZone of almanac-core/intl.",
  "not a function",
  "Give a function from Unix milliseconds to seconds east of Greenwich.",
  "Give the civil years that will be asked for: { from: 2000, to: 2030 }.",
  "not a name",
  'Give the name that is printed, such as "Asia/Tokyo".',
  "not an offset that a clock can have",
  "Give seconds east of Greenwich, within 18 hours; a fixed zone has whole seconds.",
  "not a zone",
  "Make one with parseZone, or with zoneFromOffsets for an IANA name.",
  "the zone's data cannot be used",
  "Give offsets in seconds within 18 hours and transitions in order of time.",
  // Faults of ours, said after `a bug in almanac`.
  "no entry {0} in a list of {1}",
  "the setting {0} has no key",
  // The grammar of the parser.
  "help [command]",
  // What an iCalendar file says of its maker, by its own rules.
  "Nine Stars",
]);

/** What a user types: it is the same in every language. */
const TYPED =
  /^(--?\w|almanac\b|(day|hour|month|year|terms|person|board|boards|compare|explain|range|ical|plot|page|completion)\b[^,:]* -?-?[\d$\w])/;

interface Node {
  readonly type?: string;
  readonly [key: string]: unknown;
}

/** The texts of a syntax tree, `{0}` where something is filled in. */
function* textsIn(node: unknown): Generator<string> {
  if (Array.isArray(node)) {
    for (const part of node) yield* textsIn(part);
  }
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  const { type, value, quasis, ...rest } = node as Node;
  if (/^Import|^TSLiteralType$/.test(type ?? "")) return;
  if (type === "Literal" && typeof value === "string") yield value;
  if (type === "TemplateLiteral") {
    const pieces = (quasis as { value: { cooked: string } }[]).map((piece) => piece.value.cooked);
    yield pieces.reduce((text, piece, i) => `${text}{${i - 1}}${piece}`);
  }
  yield* textsIn([value, ...Object.values(rest)]);
}

/** Every English sentence in the sources of the program and of the core, outside the vocabularies and the pictures. */
function sentences(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const root of ["../src/", "../../almanac-core/src/"].map(
    (at) => new URL(at, import.meta.url),
  )) {
    for (const file of readdirSync(root, { recursive: true, encoding: "utf8" })) {
      if (
        !file.endsWith(".ts") ||
        /\.(test|d)\.ts$|^texts\/|^names\/(en|vi|zh)|^calendar\/words|^drawing\/|^page\//.test(file)
      )
        continue;
      for (const text of textsIn(
        parseAst(readFileSync(new URL(file, root), "utf8"), { lang: "ts" }),
      ))
        if (/^\W*[a-z]+ .*[a-z]{2}/i.test(text) && !text.includes("<")) found.set(text, file);
    }
  }
  return found;
}

const TABLES: Readonly<Record<Exclude<Language, "en">, Phrases>> = {
  vi: PHRASES_VI,
  "zh-Hant": PHRASES_ZH_HANT,
  "zh-Hans": PHRASES_ZH_HANS,
};

describe.each(OTHERS)("the phrases of %s", (language) => {
  const phrases = TABLES[language];
  const say = createSay(phrases);

  test("say every sentence of the sources that a user can meet", () => {
    const left = [...sentences()].filter(
      ([text]) =>
        !FOR_PROGRAMS.has(text) &&
        !(TYPED.test(text) && !text.includes('"')) &&
        !Object.hasOwn(phrases, text) &&
        say(text.replaceAll(/\{\d\}/g, "")) === text.replaceAll(/\{\d\}/g, ""),
    );
    expect(left).toEqual([]);
  });

  test("fill in what the English fills in", () => {
    const slots = (text: string): readonly string[] => [...new Set(text.match(/\{\d/g))].toSorted();
    const wrong = Object.entries(phrases).filter(([english, translated]) =>
      slots(translated).some((slot) => !slots(english).includes(slot)),
    );
    expect(wrong).toEqual([]);
  });
});

/** The values and the codes, the options, the choices and the lines to type stand in every language. */
const SAME =
  /Mậu Tuất|戊戌|逆飛|help \[command\]|almanac( [\w"-]+)*|\$ .*|--?[a-zA-Z][\w-]*|\[[a-z-]+\]|'[^']*'|"[^"]*"|\b[A-Z]{4}-[A-Z]{2}(-[A-Z]{2}(T[A-Z:]+)?)?|[\w.~/-]*\.json|\b(ASCII|JSON|IANA|UTC|SVG|iCalendar|Julius|Gregorius)\b|\b\w+\/\w+\b|standard|[A-Z]{5,6}\b/g;

/** The words of the program's own grammar, which a user types: verbs, settings, choices. */
const GRAMMAR = new Set(
  `day hour month year terms fortune person board boards find pillars compare explain range ical plot page completion help
  season books nearest interpolated no leap midnight solstice en vi zh hant hans gregorian julian auto chinese vietnamese none
  today tomorrow yesterday this female male yang yin stars held bash zsh fish letter a true false lat long
  wide narrow zone rule school dayboundary hourhalf lang calendar lunar longitude place json ascii northup`.split(
    /\s+/,
  ),
);

/** What Vietnamese spells as English does: can (stem), in (print), so (compared). */
const SHARED = new Set(["can", "in", "so"]);

function wordsOf(text: string): readonly string[] {
  const words = text.replaceAll(SAME, " ").match(/\p{L}[\p{L}\p{M}'-]+/gu) ?? [];
  return words.map((word) => word.toLowerCase()).filter((word) => !GRAMMAR.has(word));
}

const VERBS = `day hour month year terms fortune person board boards find pillars compare explain range ical plot page completion`;

/** Every screen of help, and what is said of every bad line, with what was typed taken out. */
async function said(language: Language): Promise<ReadonlyMap<string, string>> {
  const words = new Map<string, string>();
  for (const line of ["--help", ...VERBS.split(" ").map((verb) => `${verb} --help`)]) {
    const { stdout } = await runAlmanac([...line.split(" "), "--lang", language]);
    for (const word of wordsOf(stdout)) words.set(word, line);
  }
  const wrong = [...REFUSED, ...MISTAKES].map(([line]) => line);
  for (const line of [...wrong, "dya", "person", "day --zone", "completion tcsh"]) {
    const env = { ALMANAC_LANG: language };
    const { stderr } = await runAlmanac(line.split(" "), { env });
    const typed = line.split(/[ =,]/).filter((part) => part.length > 1);
    const rest = stderr
      .split(/(?<=[\s'=,:.])|(?=[\s'=,:.])/)
      .filter((part) => !typed.includes(part))
      .join("");
    for (const word of wordsOf(rest)) words.set(word, line);
  }
  return words;
}

describe("every screen of help and every error", { timeout: 60_000 }, () => {
  test("is Vietnamese under --lang vi: no word of the English ones is left over", async () => {
    const english = await said("en");
    const left = [...(await said("vi"))].filter(([word]) => english.has(word) && !SHARED.has(word));
    expect(left).toEqual([]);
  });

  test.each(["zh-Hant", "zh-Hans"] as const)(
    "has no Latin word under --lang %s",
    async (language) => {
      const left = [...(await said(language))].filter(([word]) => /\p{Script=Latin}/u.test(word));
      expect(left).toEqual([]);
    },
  );
});

test("the language comes from the option, the environment or the config file, also where the line is wrong", async () => {
  const { stderr } = await runAlmanac(["dya"], { env: { ALMANAC_LANG: "vi" } });
  expect(stderr).toContain("không có lệnh 'dya'");
  expect((await runAlmanac(["--lang=zh-TW", "--help"])).stdout).toContain("用法：");
  expect((await runAlmanac(["--help", "--lang", "fr"])).stdout).toContain("Usage:");
});

test("an error in JSON keeps its code, place and value, and says the rest in the language", async () => {
  const { stderr } = await runAlmanac(["day", "2021-02-29", "--json", "--lang", "vi"]);
  expect(JSON.parse(stderr).error).toEqual({
    code: "date-invalid",
    message:
      "NGÀY: lịch không có ngày này: 2021-02-29. Hãy cho một ngày dương lịch (Gregorius) theo dạng YYYY-MM-DD.",
    place: "DATE",
    value: "2021-02-29",
    hint: "Hãy cho một ngày dương lịch (Gregorius) theo dạng YYYY-MM-DD.",
  });
});

test("a completion describes the commands in the language, and still offers files", async () => {
  const { stdout } = await runAlmanac(["completion", "fish", "--lang", "vi"]);
  expect(stdout).toContain("bảng các ngày của một tháng dương lịch");
  const english = (await runAlmanac(["completion", "bash"])).stdout;
  expect((await runAlmanac(["completion", "bash", "--lang", "vi"])).stdout).toBe(english);
});

test("a direction of a search is named in the language: N is Nam, the south, in Vietnamese", async () => {
  const span = ["--from", "2026-01-01", "--to", "2026-02-01", "--day-pair"];
  const line = (cell: string): readonly string[] => [
    "find",
    ...span.slice(0, 4),
    "--star-in",
    `${cell}=9`,
  ];
  const south = (await runAlmanac(line("S"))).stdout.match(/^\S+/gm);
  expect(south?.length).toBeGreaterThan(2);
  for (const cell of ["N", "n", "Nam", "S"])
    expect((await runAlmanac([...line(cell), "--lang", "vi"])).stdout.match(/^\S+/gm)).toEqual(
      south,
    );
  expect((await runAlmanac([...line("南"), "--lang", "zh-Hans"])).stdout.match(/^\S+/gm)).toEqual(
    south,
  );
  expect((await runAlmanac(line("N"))).stdout.match(/^\S+/gm)).not.toEqual(south);
});

test("a text without a phrase stays as it is", async () => {
  expect((await sayIn("vi"))("no such sentence")).toBe("no such sentence");
});
