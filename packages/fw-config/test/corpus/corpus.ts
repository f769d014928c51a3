import { readdirSync, readFileSync } from "node:fs";

import { manySides } from "./many-sides.ts";
import { intended, mistaken, mistakes } from "./mistakes.ts";

/** A configuration as somebody would write it. */
export interface CorpusCase {
  readonly name: string;
  /** What is wanted, or what is wrong. */
  readonly title: string;
  readonly text: string;
}

const folder = new URL("situations/", import.meta.url);

/** The comment that a situation begins with, in one line. */
function titleOf(text: string): string {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("#"));
  return lines
    .slice(0, end)
    .map((line) => line.slice(2))
    .join(" ");
}

/** What administrators of such pairs ask for. */
export const situations: readonly CorpusCase[] = readdirSync(folder)
  .toSorted()
  .map((file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    return { name: file.replace(".yaml", ""), title: titleOf(text), text };
  });

const perSide = { instances: "per-side" } as const;

/** More sides than one would write by hand. */
export const large: readonly CorpusCase[] = (
  [
    ["64-vlans", "64 VLANs with one instance.", { sides: 64 }],
    ["100-vlans-of-both-families", "100 VLANs with IPv4 and IPv6.", { sides: 100, ipv6: true }],
    ["300-vlans", "300 VLANs: more than an advert can name.", { sides: 300 }],
    ["194-instances", "194 VLANs with an instance each.", { sides: 193, vrrp: perSide }],
    [
      "221-instances",
      "220 VLANs with an instance each: the ids do not suffice.",
      { sides: 220, vrrp: perSide },
    ],
    [
      "221-instances-from-1",
      "The same with ids from 1.",
      { sides: 220, vrrp: { ...perSide, virtualRouterId: 1 } },
    ],
  ] as const
).map(([name, title, options]) => ({
  name,
  title,
  text: JSON.stringify(manySides(options), undefined, 1),
}));

/** What newcomers write. */
export const newcomers: readonly CorpusCase[] = [
  { name: "intended", title: "Without a mistake.", text: intended },
  ...Object.entries(mistakes).map(([name, mistake]) => ({
    name,
    title: mistake[0],
    text: mistaken(mistake),
  })),
];
