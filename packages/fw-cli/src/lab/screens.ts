import type { Model } from "fw-config";

/** The names of the machines that have a screen. */
export function machinesWithScreen({ nodes }: Pick<Model, "nodes">): readonly string[] {
  return nodes.filter(({ vm }) => vm?.spice !== undefined).map(({ name }) => name);
}
