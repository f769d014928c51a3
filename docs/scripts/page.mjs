// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds the generated pages; git ignores it. */
export const REFERENCE = new URL("../reference/", import.meta.url);

/** @param {string} path below the reference folder @param {string} text */
export function writeText(path, text) {
  const file = fileURLToPath(new URL(path, REFERENCE));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/**
 * Writes one generated page.
 *
 * @param {string} path below the reference folder
 * @param {readonly string[]} blocks Markdown, a blank line between each
 */
export function writePage(path, blocks) {
  writeText(path, `${blocks.join("\n\n")}\n`);
}

/**
 * A Markdown table.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** @param {string} text @param {string} [language] */
export function fence(text, language = "text") {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
