import type { Fact } from "almanac-core";

import type { ExplainTexts, Texts } from "../../texts/texts.ts";

/** Where what a fact stands on can be read. */
export function sourceOf(fact: Fact, texts: ExplainTexts, { rules }: Texts): string {
  if (fact.field === "stars.day") return texts.byRule(texts.rules[fact.rule], rules[fact.rule]);
  if (fact.field === "season") return texts.sources[fact.season.held ? "held" : "season"];
  return texts.sources[fact.field];
}
