import {
  branchOf,
  hiddenStems,
  nayinOf,
  stemOf,
  TEN_RELATIONS,
  tenRelation,
  voidBranches,
  type DayRecord,
  type Luck,
} from "almanac-core";

import type { Context } from "../context.ts";
import type { Column } from "../texts/texts.ts";
import { tableLines } from "./table.ts";

const COLUMNS: readonly Column[] = ["year", "month", "day", "hour"];

/** The pillars of a birth with what tradition reads in them: relations to the day, nayin, hidden stems, void branches. */
export function pillarDetails(
  record: DayRecord,
  { names, texts }: Context,
  timeKnown: boolean,
): readonly string[] {
  const { heads } = texts;
  const { words } = names;
  const day = stemOf(record.pillars.day);
  const relation = (stem: number): string =>
    words.tenRelations[TEN_RELATIONS.indexOf(tenRelation(day, stem))] ?? "";
  const rows = COLUMNS.slice(0, timeKnown ? 4 : 3).map((column) => {
    const pair = record.pillars[column];
    const hidden = hiddenStems(branchOf(pair)).map(
      (stem) => `${words.stems[stem]} ${relation(stem)}`,
    );
    return [
      heads[column],
      names.pair(pair),
      column === "day" ? "" : relation(stemOf(pair)),
      words.nayin[nayinOf(pair)] ?? "",
      hidden.join(", "),
    ];
  });
  const empty = voidBranches(record.pillars.day).map((branch) => words.branches[branch]);
  return [
    ...tableLines(["", heads.pair, heads.relation, heads.nayin, heads.hidden], rows),
    texts.voidBranches(empty.join(" ")),
  ];
}

/** When the luck pillars of a birth begin by both schools, and the pairs. */
export function luckLine(luck: Luck, { names, texts }: Context): string {
  const { sex, forward, startsAfter, wholeYears, pairs, term } = luck;
  const { years, months, days } = startsAfter;
  return texts.luck({
    sex: texts.sexes[sex],
    forward,
    term: names.term(term.longitude),
    age: texts.age(years, months, days),
    wholeYears,
    pairs: pairs.map(names.pair).join(" "),
  });
}
