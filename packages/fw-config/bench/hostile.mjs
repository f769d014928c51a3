// @ts-check
// Prints what texts cost that are made to cost much, beside an honest text of the same length: the
// ratio must not grow with the length.
import { parse } from "../dist/index.js";

/** @type {Readonly<Record<string, (length: number) => string>>} */
const shapes = {
  "fields of one line": (length) => "a: b\n".repeat(length / 5),
  "opening brackets": (length) => "[".repeat(length),
  "opening braces": (length) => "{a: ".repeat(length / 4),
  "items of items": (length) => "- ".repeat(length / 2),
  "many tags": (length) => `a: ${"!t ".repeat(length / 3)}`,
  "open quotes": (length) => 'a: "'.repeat(length / 4),
  "many aliases": (length) => `a: &a 1\nb: [${"*a, ".repeat(length / 4)}]`,
  "a chain of aliases": (length) =>
    `a0: &a0 {}\n${Array.from({ length: length / 30 }, (_, i) => `a${i + 1}: &a${i + 1} { x: *a${i} }`).join("\n")}`,
};

/** Milliseconds of this process's own computing. @param {string} text */
function time(text) {
  const start = process.cpuUsage();
  const { diagnostics } = parse(text);
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1000, first: diagnostics[0]?.message ?? "nothing to say" };
}

/** @type {Map<number, number>} */
const honest = new Map();
for (const [name, make] of Object.entries(shapes)) {
  const cells = [15_000, 60_000, 240_000].map((length) => {
    const { ms } = time(make(length));
    if (!honest.has(length)) honest.set(length, ms);
    return `${length / 1000} kB ${ms.toFixed(0).padStart(5)} ms x${(ms / (honest.get(length) ?? ms)).toFixed(2).padEnd(5)}`;
  });
  console.log(name.padEnd(20), cells.join("  "), " ", time(make(15_000)).first.slice(0, 70));
}
