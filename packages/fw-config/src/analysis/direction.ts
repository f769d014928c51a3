import { rulesByDirection } from "../model/firewall-facts.ts";
import type { Model, Rule } from "../model/types.ts";
import type { Box } from "./box.ts";
import { maxBoxes, passages, selectBoxes } from "./region.ts";

/** A rule in one direction, and the packets that it can meet there. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly boxes: readonly Box[];
}

/** The rules between two networks, in their order. */
export interface Direction {
  readonly from: string;
  readonly to: string;
  /** Without rules whose address sets are too large to be compared. */
  readonly rules: readonly PlacedRule[];
  /** The indexes of those rules, ascending: what they match is not known. */
  readonly uncompared: readonly number[];
}

/** So many boxes are kept of one direction: they all are in memory at once. */
const mostBoxes = 1_000_000;

/** A rule with more boxes in one direction than this is not analysed; few rules may have many. */
function mostBoxesOf(rules: number): number {
  return Math.min(maxBoxes, Math.max(64, Math.floor(mostBoxes / rules)));
}

/** Every direction of the model with what its rules can meet. */
export function placeRules(model: Model): readonly Direction[] {
  const passagesOf = passages(model);
  return [...rulesByDirection(model)].map(([pair, rules]) => {
    const [from = "", to = ""] = pair.split(" ");
    const own = passagesOf(from, to);
    const most = mostBoxesOf(rules.length);
    const placed: PlacedRule[] = [];
    const uncompared: number[] = [];
    for (const rule of rules) {
      const parts = own.map((passage) => selectBoxes(passage, rule, most));
      const boxes = parts.flatMap((part) => part ?? []);
      if (parts.includes(undefined)) uncompared.push(rule.index);
      else placed.push({ rule, boxes });
    }
    return { from, to, rules: placed, uncompared };
  });
}

/** What a rule does with a packet that reaches it. */
export function effects({ action, log, limit }: Rule): string {
  return JSON.stringify({ action, log, limit });
}
