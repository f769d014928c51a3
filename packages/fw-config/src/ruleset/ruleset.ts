import { familiesOf } from "../model/firewall-facts.ts";
import type { Model, Node } from "../model/types.ts";
import { expectedTable } from "./expected-inward.ts";
import { flowObjects } from "./flowtable.ts";
import { forwardChains } from "./forward.ts";
import { helperChain } from "./helpers.ts";
import { inputChain } from "./input.ts";
import { limitSets } from "./limits.ts";
import { natTable } from "./nat.ts";
import { rawChains } from "./raw.ts";
import { addressSets, filterGroups, portSets } from "./sets.ts";
import type { Ruleset, Table } from "./types.ts";

/** What both firewalls of a pair have. */
interface Common {
  readonly sets: Table["items"];
  readonly forward: Table["items"];
  readonly expected: Ruleset["expected"];
  readonly nat: Ruleset["nat"];
}

function commonOf(model: Model): Common {
  return {
    sets: [
      ...addressSets(model),
      ...portSets(filterGroups(model)),
      ...limitSets(model, familiesOf(model)),
      ...helperChain(model),
      ...flowObjects(model),
    ],
    forward: forwardChains(model),
    expected: expectedTable(model),
    nat: natTable(model),
  };
}

function rulesetsOf(model: Model): (node: Node) => Ruleset {
  const { sets, forward, expected, nat } = commonOf(model);
  const known = new Map<Node, Ruleset>();
  return (node) => {
    const found = known.get(node);
    if (found !== undefined) return found;
    const items = [...sets, ...rawChains(model, node), inputChain(model, node), ...forward];
    const ruleset: { -readonly [K in keyof Ruleset]: Ruleset[K] } = {
      firewall: { name: "firewall", items },
    };
    if (expected !== undefined) ruleset.expected = expected;
    if (nat !== undefined) ruleset.nat = nat;
    known.set(node, ruleset);
    return ruleset;
  };
}

const known = new WeakMap<Model, (node: Node) => Ruleset>();

/**
 * The ruleset of a firewall: everything is dropped that no rule accepts. It is built once: who
 * prints and who evaluates it have the same value.
 */
export function rulesetOf(model: Model, node: Node): Ruleset {
  const rulesets = known.get(model) ?? rulesetsOf(model);
  known.set(model, rulesets);
  return rulesets(node);
}
