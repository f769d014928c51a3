import {
  AlmanacError,
  createAlmanac,
  dateOfJdn,
  RULES,
  type Almanac,
  type CivilDate,
  type Pair,
  type Rule,
  type Violation,
} from "almanac-core";

/** A rule and what it breaks; `undefined` where the rule does not hold in the year. */
export interface RuleFinding {
  readonly rule: Rule;
  readonly violations: readonly Violation[] | undefined;
}

/** Days in a row on which a rule breaks a requirement in the same way. */
export interface Break {
  readonly rule: Rule;
  readonly first: Violation;
  readonly last: Violation;
}

/** A day of the side by side: its star by every rule that holds. */
export interface ComparedDay {
  readonly date: CivilDate;
  readonly pair: Pair;
  readonly stars: Readonly<Partial<Record<Rule, number>>>;
  /** The rules that break a requirement on this day. */
  readonly breaks: readonly Rule[];
}

export interface Comparison {
  readonly findings: readonly RuleFinding[];
  readonly breaks: readonly Break[];
  /** The first days of the breaks, each after its eve. */
  readonly days: readonly ComparedDay[];
}

/** Gathers the violations of a rule into runs of days. */
function breaksOf({ rule, violations = [] }: RuleFinding): readonly Break[] {
  const breaks: { rule: Rule; first: Violation; last: Violation }[] = [];
  for (const violation of violations) {
    const run = breaks.find(
      ({ last }) =>
        last.jdn === violation.jdn - 1 &&
        last.requirement === violation.requirement &&
        last.problem === violation.problem &&
        last.amount === violation.amount,
    );
    if (run === undefined) breaks.push({ rule, first: violation, last: violation });
    else run.last = violation;
  }
  return breaks;
}

function findingOf(almanac: Almanac, year: number): readonly Violation[] | undefined {
  try {
    return almanac.check(year).violations;
  } catch (error) {
    if (error instanceof AlmanacError && error.code === "rule-range") return undefined;
    throw error;
  }
}

/** Every rule in a year, with the settings of an almanac. */
export function compareRules({ settings }: Almanac, year: number): Comparison {
  const almanacs = RULES.map((rule) => createAlmanac({ ...settings, rule }));
  const findings = almanacs.map((almanac) => ({
    rule: almanac.settings.rule,
    violations: findingOf(almanac, year),
  }));
  const breaks = findings.flatMap(breaksOf);
  const shown = new Set(breaks.flatMap(({ first: { jdn } }) => [jdn - 1, jdn]));
  const holding = almanacs.filter((_, i) => findings[i]?.violations !== undefined);
  const days = [...shown].toSorted((a, b) => a - b);
  return { findings, breaks, days: days.map((jdn) => comparedDay(jdn, holding, findings)) };
}

function comparedDay(
  jdn: number,
  almanacs: readonly Almanac[],
  findings: readonly RuleFinding[],
): ComparedDay {
  const date = dateOfJdn(jdn);
  const records = almanacs.map((almanac) => almanac.day(date));
  return {
    date,
    pair: records[0]?.pillars.day ?? 0,
    stars: Object.fromEntries(records.map(({ rule, stars }) => [rule, stars.day])),
    breaks: findings
      .filter(({ violations }) => violations?.some((violation) => violation.jdn === jdn))
      .map(({ rule }) => rule),
  };
}
