import type { Model, Rule } from "../../model/types.ts";
import { rulesByDirection } from "../../render/firewall-facts.ts";
import type { Box } from "./box.ts";
import { passages, selectBoxes } from "./region.ts";

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
}

/** Every direction of the model with what its rules can meet. */
export function placeRules(model: Model): readonly Direction[] {
  const passagesOf = passages(model);
  return [...rulesByDirection(model)].map(([pair, rules]) => {
    const [from = "", to = ""] = pair.split(" ");
    const own = passagesOf(from, to);
    const placed: PlacedRule[] = [];
    for (const rule of rules) {
      const parts = own.map((passage) => selectBoxes(passage, rule));
      const boxes = parts.flatMap((part) => part ?? []);
      if (!parts.includes(undefined)) placed.push({ rule, boxes });
    }
    return { from, to, rules: placed };
  });
}
