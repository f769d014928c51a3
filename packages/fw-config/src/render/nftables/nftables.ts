import { familiesOf } from "../../model/firewall-facts.ts";
import type { Model, Node } from "../../model/types.ts";
import { generatedBy, type Artifact } from "../artifact.ts";
import { block, text } from "../lines.ts";
import { flowtable } from "./flowtable.ts";
import { forwardChains } from "./forward.ts";
import { helperChain } from "./helpers.ts";
import { inputChain } from "./input.ts";
import { limitSets } from "./limit.ts";
import { natTable } from "./nat.ts";
import { filterGroups, portSets } from "./port-sets.ts";
import { rawChains } from "./raw.ts";
import { addressSets } from "./sets.ts";

/**
 * The rulesets of a pair of firewalls. Each replaces its own tables in one transaction and leaves
 * others alone. Everything is dropped that no rule accepts. What both have is written once.
 */
export function nftablesRenderer(model: Model): (node: Node) => Artifact {
  const sets = [
    ...addressSets(model),
    ...portSets(filterGroups(model)),
    ...limitSets(model, familiesOf(model)),
    ...helperChain(model),
    ...flowtable(model),
  ];
  const forward = forwardChains(model);
  const nat = natTable(model);
  return (node) => ({
    host: node.name,
    path: "/etc/nftables.conf",
    mode: 0o600,
    content: text(
      "#!/usr/sbin/nft -f",
      `# ${generatedBy}`,
      "",
      "# Declared before it is deleted, so that the first load works as well.",
      "table inet firewall",
      "delete table inet firewall",
      ...block("table inet firewall", [
        ...sets,
        ...rawChains(model, node),
        "",
        ...inputChain(model, node),
        "",
        ...forward,
      ]),
      ...nat,
      "",
      "# Rules of your own.",
      'include "/etc/nftables.d/*.nft"',
    ),
  });
}
