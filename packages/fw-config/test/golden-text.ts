import { formatPatch, OMIT_HEADERS, structuredPatch } from "diff";

import type { Artifact } from "../src/index.ts";
import { toMarkdown } from "./artifacts.ts";

/** The example of which each other one is recorded by what differs; the seed alone is recorded whole. */
const relatives: Readonly<Record<string, string>> = {
  desktop: "seed",
  "dual-stack": "seed-snat",
  "nat-rules": "public-addresses",
  "public-addresses": "seed-snat",
  published: "seed",
  redundant: "seed-snat",
  rules: "dual-stack",
  "seed-snat": "seed",
  vlan: "seed",
};

/**
 * What is recorded of an example: all files, or those that differ from its relative's, each in the
 * fewest lines.
 */
export function goldenText(
  name: string,
  artifactsOf: (example: string) => readonly Artifact[],
): string {
  const relative = relatives[name];
  const artifacts = artifactsOf(name);
  if (relative === undefined) {
    return `# Artifacts of the example "${name}"\n\n${toMarkdown(artifacts)}`;
  }
  const header = `# Artifacts of the example "${name}": what differs from "${relative}"`;
  return [header, ...differences(relative, artifactsOf(relative), artifacts)].join("\n\n");
}

function differences(
  relative: string,
  before: readonly Artifact[],
  after: readonly Artifact[],
): readonly string[] {
  const names = new Set(after.map(nameOf));
  const gone = before.map(nameOf).filter((name) => !names.has(name));
  return [
    ...(gone.length > 0 ? [`Not here:\n\n${gone.map((name) => `- ${name}`).join("\n")}`] : []),
    ...after.flatMap((artifact, i) => {
      const same = before.find((other) => nameOf(other) === nameOf(artifact));
      if (same?.content === artifact.content && same.mode === artifact.mode) return [];
      const twin = after.slice(0, i).find(({ path }) => path === artifact.path);
      return [
        shortest(artifact, [
          ...(same === undefined ? [] : [[same, relative] as const]),
          ...(twin === undefined ? [] : [[twin, twin.host] as const]),
        ]),
      ];
    }),
  ];
}

/** A file as what differs from one of the others, which is somebody's, or whole. */
function shortest(
  after: Artifact,
  others: readonly (readonly [before: Artifact, whose: string])[],
): string {
  const heading = `## ${nameOf(after)} (${after.mode.toString(8)})`;
  const ways = [
    ...others.map(
      ([before, whose]) =>
        `${heading}, from that of ${whose}\n\n\`\`\`diff\n${changes(before, after)}\`\`\``,
    ),
    toMarkdown([after]).trimEnd(),
  ];
  return ways.reduce((best, way) => (linesOf(way) < linesOf(best) ? way : best));
}

function linesOf(text: string): number {
  return text.split("\n").length;
}

function changes(before: Artifact, after: Artifact): string {
  const patch = structuredPatch("", "", before.content, after.content, "", "", { context: 1 });
  return patch.hunks.length === 0 ? "" : formatPatch(patch, OMIT_HEADERS);
}

function nameOf({ host, path }: Artifact): string {
  return `${host}:${path}`;
}
