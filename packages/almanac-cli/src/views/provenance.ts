import type { ExplanationStep, Provenance } from "almanac-core";

import type { Labels } from "./labels.ts";

/** The mark of each kind of statement. */
const MARKS: Readonly<Record<Provenance, string>> = {
  stated: "s",
  tradition: "t",
  computed: "c",
  reading: "r",
};

/** What the marks stand for. */
export function legendOf({ provenance }: Labels): string {
  return Object.values(MARKS)
    .map((mark, i) => `${mark} ${provenance[i]}`)
    .join(" · ");
}

/** The mark of a field of a record, by the step that explains it. */
export function markOfField(
  { steps }: { readonly steps: readonly ExplanationStep[] },
  field: string,
): string {
  const step = steps.find((candidate) => candidate.field === field);
  return step === undefined ? "" : MARKS[step.provenance];
}
