import { formatDate, REQUIREMENTS, RULES, type Rule } from "almanac-core";

import { compareRules, type Break, type ComparedDay, type RuleFinding } from "../comparison.ts";
import { print, printJson, type Context } from "../context.ts";
import { termYear } from "../input/years.ts";
import { comparisonJson } from "../json/comparison.ts";
import { openAlmanac } from "../open-almanac.ts";
import { displayWidth } from "../views/display-width.ts";
import { paintStar } from "../views/element-colours.ts";
import { problemText } from "../views/problem.ts";
import { tableLines } from "../views/table.ts";
import { wrap } from "../views/wrap.ts";

function findingRow(
  { rule, violations }: RuleFinding,
  { texts, paint }: Context,
): readonly string[] {
  const { compare: words, rules } = texts;
  const name = rules[rule];
  if (violations === undefined) return [name, ...REQUIREMENTS.map(() => "-"), words.holdsNot];
  const counts = REQUIREMENTS.map(
    (id) => violations.filter(({ requirement }) => requirement === id).length,
  );
  const total = new Set(violations.map(({ jdn }) => jdn)).size;
  return [
    name,
    ...counts.map((count) =>
      count === 0 ? paint("green", words.kept) : paint("red", words.broken(count)),
    ),
    total === 0 ? words.none : words.days(total),
  ];
}

function dayRow({ date, pair, stars, breaks }: ComparedDay, context: Context): readonly string[] {
  const { names, paint } = context;
  const star = (rule: Rule): string => {
    const number = stars[rule];
    if (number === undefined) return "";
    const text = paintStar(paint, number, names.star(number));
    return breaks.includes(rule) ? `${text} !` : text;
  };
  return [formatDate(date), names.pair(pair), ...RULES.map(star)];
}

function breakRow({ rule, first, last }: Break, { names, texts }: Context): readonly string[] {
  const [before, after] = first.stars;
  const { compare: words } = texts;
  const days = last.jdn - first.jdn + 1;
  const problem = problemText(first, names, texts);
  return [
    texts.rules[rule],
    formatDate(first.date),
    first.requirement,
    words.fromTo(names.star(before), names.star(after)),
    days === 1 ? problem : words.forDays(problem, days),
  ];
}

/** Every rule of the day star side by side, with the requirements that each breaks and when. */
export async function compare(context: Context, text: string | undefined): Promise<void> {
  const { settings, names, texts, paint } = context;
  const { heads, compare: words } = texts;
  const year = termYear(context, text);
  const almanac = openAlmanac({ ...settings, rule: "books" }, year);
  const comparison = compareRules(almanac, year);
  if (settings.json) {
    return printJson(context, comparisonJson(year, settings.zone, comparison, names, texts));
  }
  const { findings, breaks, days } = comparison;
  print(context, [
    paint("bold", words.title(year, settings.zone)),
    "",
    ...tableLines(
      [heads.rule, ...REQUIREMENTS, heads.breaks],
      findings.map((finding) => findingRow(finding, context)),
    ),
    "",
    ...REQUIREMENTS.flatMap((id) =>
      wrap(`${id}  ${words.requirements[id]}`, 96, displayWidth).map((line, i) =>
        i === 0 ? line : `    ${line}`,
      ),
    ),
    "",
    paint("bold", words.breaks),
    ...tableLines(
      [heads.rule, heads.from, "", heads.star, heads.wrong],
      breaks.map((found) => breakRow(found, context)),
    ),
    "",
    paint("bold", words.daysOfBreaks),
    ...tableLines(
      [heads.day, heads.pair, ...RULES.map((rule) => texts.rules[rule])],
      days.map((day) => dayRow(day, context)),
    ),
  ]);
}
