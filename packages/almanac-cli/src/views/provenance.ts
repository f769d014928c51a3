import type { Fact, Provenance } from "almanac-core";

import type { Texts } from "../texts/texts.ts";

/** The mark of each kind of statement. */
const MARKS: Readonly<Record<Provenance, string>> = {
  stated: "s",
  tradition: "t",
  computed: "c",
  reading: "r",
};

const KINDS: readonly Provenance[] = ["stated", "tradition", "computed", "reading"];

/** What the marks stand for. */
export function legendOf({ provenance }: Texts): string {
  return KINDS.map((kind) => `${MARKS[kind]} ${provenance[kind]}`).join(" · ");
}

/** The mark of a field of a record, by the fact that explains it. */
export function markOfField({ facts }: { readonly facts: readonly Fact[] }, field: string): string {
  const fact = facts.find((candidate) => candidate.field === field);
  return fact === undefined ? "" : MARKS[fact.provenance];
}
