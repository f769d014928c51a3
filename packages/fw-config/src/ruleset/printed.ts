import { generatedBy } from "../artifact.ts";
import type { Model, Node } from "../model/types.ts";
import { printRuleset, type PrintedRuleset } from "./print.ts";
import { rulesetOf } from "./ruleset.ts";
import type { Ruleset } from "./types.ts";

/** Where a firewall loads its ruleset from. */
export const RULESET_PATH = "/etc/nftables.conf";

const head: readonly string[] = [
  "#!/usr/sbin/nft -f",
  `# ${generatedBy}`,
  "",
  "# Declared before it is deleted, so that the first load works as well.",
];

const known = new WeakMap<Ruleset, PrintedRuleset>();

/** The file of a firewall's ruleset, and the line of each rule in it. */
export function printedRuleset(model: Model, node: Node): PrintedRuleset {
  const ruleset = rulesetOf(model, node);
  const printed = known.get(ruleset) ?? printRuleset(ruleset, head);
  known.set(ruleset, printed);
  return printed;
}
