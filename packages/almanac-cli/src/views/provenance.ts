import type { Explanation, Provenance } from "almanac-core";

/** The mark of each kind of statement. */
const MARKS: Readonly<Record<Provenance, string>> = {
  stated: "s",
  tradition: "t",
  computed: "c",
  reading: "r",
};

/** What the marks stand for. */
export const LEGEND = "s stated in the seed articles · t tradition · c computed · r our reading";

/** The mark of a provenance. */
export function markOf(provenance: Provenance): string {
  return MARKS[provenance];
}

/** The mark of a field of a record, by the step that explains it. */
export function markOfField({ steps }: Explanation, field: string): string {
  const step = steps.find((candidate) => candidate.field === field);
  return step === undefined ? "" : MARKS[step.provenance];
}
