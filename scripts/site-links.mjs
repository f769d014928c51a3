// @ts-check
// Follows every link of the built site that leads into the site: its page and its anchor must be there.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { deadLinks } from "./site/dead-links.mjs";

const dist = process.argv[2] ?? "docs/.vitepress/dist";
const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
const pages = new Map(
  files
    .filter((file) => file.endsWith(".html"))
    .map((file) => [file, readFileSync(join(dist, file), "utf8")]),
);
if (pages.size === 0) throw new Error(`${dist} has no page: build the site first`);
const dead = deadLinks(pages, new Set(files));
for (const line of dead) console.error(line);
console.log(`${pages.size} pages, ${dead.length} dead links`);
if (dead.length > 0) process.exitCode = 1;
