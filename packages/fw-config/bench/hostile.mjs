// @ts-check
// Prints what texts cost that are made to cost much, beside an honest text of the same length: the
// ratio must not grow with the length. Then, what lists cost that their checks could compare entry by
// entry: twice as many must not cost four times as much.
import { check, parse } from "../dist/index.js";
import { largeConfig } from "./large-config.mjs";

/** @type {Readonly<Record<string, (length: number) => string>>} */
const shapes = {
  "fields of one line": (length) => "a: b\n".repeat(length / 5),
  "distinct unknown keys": (length) =>
    Array.from({ length: length / 12 }, (_, i) => `key-${i}: 1\n`).join(""),
  "opening brackets": (length) => "[".repeat(length),
  "opening braces": (length) => "{a: ".repeat(length / 4),
  "items of items": (length) => "- ".repeat(length / 2),
  "many tags": (length) => `a: ${"!t ".repeat(length / 3)}`,
  "open quotes": (length) => 'a: "'.repeat(length / 4),
  "many aliases": (length) => `a: &a 1\nb: [${"*a, ".repeat(length / 4)}]`,
  "a chain of aliases": (length) =>
    `a0: &a0 {}\n${Array.from({ length: length / 30 }, (_, i) => `a${i + 1}: &a${i + 1} { x: *a${i} }`).join("\n")}`,
};

/** Milliseconds of this process's own computing. @param {() => unknown} work */
function cpu(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** @param {string} text */
function time(text) {
  let first = "nothing to say";
  const ms = cpu(() => {
    first = parse(text).diagnostics[0]?.message ?? first;
  });
  return { ms, first };
}

/** @type {Map<number, number>} */
const honest = new Map();
for (const [name, make] of Object.entries(shapes)) {
  const cells = [15_000, 60_000, 240_000].map((length) => {
    const { ms } = time(make(length));
    if (!honest.has(length)) honest.set(length, ms);
    return `${length / 1000} kB ${ms.toFixed(0).padStart(5)} ms x${(ms / (honest.get(length) ?? ms)).toFixed(2).padEnd(5)}`;
  });
  console.log(name.padEnd(22), cells.join("  "), " ", time(make(15_000)).first.slice(0, 70));
}

/** @typedef {import("../dist/index.js").Config} Config */

/**
 * Port forwardings, each of its own service or all of one.
 *
 * @param {number} count
 * @param {{ readonly service?: string, readonly helper?: string, readonly open?: boolean }} shape
 * @returns {Config}
 */
function forwardings(count, { service, helper, open = false }) {
  const indexes = Array.from({ length: count }, (_, i) => i);
  const base = largeConfig(10, 2);
  const host = /** @param {number} i */ (i) => ({
    kind: /** @type {const} */ ("external"),
    network: "net-1",
    address: `10.1.${4 + (i >> 7)}.${1 + (i & 127)}`,
  });
  const own = { protocol: /** @type {const} */ ("tcp"), ...(helper && { helper }) };
  const forward = /** @param {number} i */ (i) => ({
    from: "net-0",
    service: service ?? `s${i}`,
    host: `h${i % 2000}`,
  });
  return {
    ...base,
    hosts: Object.fromEntries(indexes.slice(0, 2000).map((i) => [`h${i}`, host(i)])),
    services: /** @type {Config["services"]} */ (
      Object.fromEntries(indexes.map((i) => [`s${i}`, { ...own, ports: [1 + i] }]))
    ),
    nat: { destination: indexes.map(forward) },
    ...(open && { policy: { rules: indexes.map(() => ({ from: "net-0", to: "net-1" })) } }),
  };
}

/** @type {Readonly<Record<string, (count: number) => Config>>} */
const lists = {
  forwardings: (count) => forwardings(count, {}),
  "of one service": (count) => forwardings(count, { service: "http" }),
  "with a helper": (count) => forwardings(count, { helper: "ftp" }),
  "among open rules": (count) => forwardings(count, { open: true }),
};
for (const [name, make] of Object.entries(lists)) {
  const cells = [1000, 2000, 4000].map((count) => {
    const config = make(count);
    return `${count} entries ${cpu(() => check(config))
      .toFixed(0)
      .padStart(5)} ms`;
  });
  console.log(name.padEnd(22), cells.join("  "));
}
