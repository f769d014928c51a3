import type { Fact, Provenance } from "almanac-core";

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

/** The mark of a field of a record, by the fact that explains it. */
export function markOfField({ facts }: { readonly facts: readonly Fact[] }, field: string): string {
  const fact = facts.find((candidate) => candidate.field === field);
  return fact === undefined ? "" : MARKS[fact.provenance];
}
