import { formatDate, REQUIREMENTS, RULES, type RequirementId, type Rule } from "almanac-core";

import { compareRules, type Break, type ComparedDay, type RuleFinding } from "../comparison.ts";
import { print, printJson, type Context } from "../context.ts";
import { yearOrPresent } from "../input/years.ts";
import { comparisonJson } from "../json/comparison.ts";
import { openAlmanac } from "../open-almanac.ts";
import { paintStar } from "../views/element-colours.ts";
import { tableLines } from "../views/table.ts";
import { wrap } from "../views/wrap.ts";

const IDS: readonly RequirementId[] = ["R1", "R2", "R3", "R4"];

function findingRow({ rule, violations }: RuleFinding, { paint }: Context): readonly string[] {
  if (violations === undefined) return [rule, ...IDS.map(() => "-"), "does not hold in this year"];
  const counts = IDS.map((id) => violations.filter(({ requirement }) => requirement === id).length);
  const total = new Set(violations.map(({ jdn }) => jdn)).size;
  return [
    rule,
    ...counts.map((count) =>
      count === 0 ? paint("green", "kept") : paint("red", `${count} broken`),
    ),
    total === 0 ? "none" : `${total} days`,
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

function breakRow({ rule, first, last }: Break, { names }: Context): readonly string[] {
  const [before, after] = first.stars;
  const days = last.jdn - first.jdn + 1;
  return [
    rule,
    formatDate(first.date),
    first.requirement,
    `${names.star(before)} to ${names.star(after)}`,
    days === 1 ? first.problem : `${first.problem}, for ${days} days`,
  ];
}

/** Every rule of the day star side by side, with the requirements that each breaks and when. */
export async function compare(context: Context, text: string | undefined): Promise<void> {
  const { settings, paint } = context;
  const year = yearOrPresent(context, text);
  const almanac = openAlmanac({ ...settings, rule: "books" }, year);
  const comparison = compareRules(almanac, year);
  if (settings.json) {
    return printJson(context, comparisonJson(year, settings.zone, comparison, context.names));
  }
  const { findings, breaks, days } = comparison;
  print(context, [
    paint("bold", `The star of the day in ${year} by every rule (${settings.zone})`),
    "",
    ...tableLines(
      ["Rule", ...IDS, "Breaks"],
      findings.map((finding) => findingRow(finding, context)),
    ),
    "",
    ...IDS.flatMap((id) =>
      wrap(`${id}  ${REQUIREMENTS[id]}`, 96).map((line, i) => (i === 0 ? line : `    ${line}`)),
    ),
    "",
    paint("bold", "The breaks"),
    ...tableLines(
      ["Rule", "From", "", "Star", "What is wrong"],
      breaks.map((found) => breakRow(found, context)),
    ),
    "",
    paint("bold", "The days of the breaks, each with its eve (! broken)"),
    ...tableLines(
      ["Day", "Pair", ...RULES],
      days.map((day) => dayRow(day, context)),
    ),
  ]);
}
