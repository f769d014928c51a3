import type { Artifact } from "../artifact.ts";
import type { Model, Node } from "../model/types.ts";
import { printedRuleset, RULESET_PATH } from "../ruleset/printed.ts";

/** The ruleset as the file that the service of nftables loads. */
export function renderNftables(model: Model, node: Node): Artifact {
  const { text } = printedRuleset(model, node);
  return { host: node.name, path: RULESET_PATH, mode: 0o600, content: text };
}
