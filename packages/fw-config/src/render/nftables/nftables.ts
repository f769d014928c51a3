import type { Model, Node } from "../../model/types.ts";
import { generatedBy, type Artifact } from "../artifact.ts";
import { block, text, type Line } from "../lines.ts";
import { forwardChains } from "./forward.ts";
import { helperChain } from "./helpers.ts";
import { inputChain } from "./input.ts";
import { natTable } from "./nat.ts";
import { rawChains } from "./raw.ts";

function vipSets(model: Model): readonly Line[] {
  return ([4, 6] as const).flatMap((family) => {
    const own = model.ha.vips.filter((vip) => vip.family === family).map((vip) => vip.address);
    if (own.length === 0) return [];
    return [
      ...block(`set vips_v${family}`, [
        `type ipv${family}_addr`,
        `elements = { ${own.join(", ")} }`,
      ]),
      "",
    ];
  });
}

/**
 * The ruleset of a firewall. It replaces its own tables in one transaction and leaves others
 * alone. Everything is dropped that no rule accepts.
 */
export function renderNftables(model: Model, node: Node): Artifact {
  return {
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
        ...vipSets(model),
        ...helperChain(model),
        ...rawChains(model, node),
        "",
        ...inputChain(model, node),
        "",
        ...forwardChains(model),
      ]),
      ...natTable(model),
      "",
      "# Rules of your own.",
      'include "/etc/nftables.d/*.nft"',
    ),
  };
}
