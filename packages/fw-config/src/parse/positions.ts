import {
  isMap,
  isNode,
  isPair,
  isSeq,
  type Document,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";

import type { ConfigPath, Position, Range } from "../diagnostics/diagnostic.ts";

/** Finds a path in a text: the range of the value or key, or of the nearest parent's. */
export type Locate = (path: ConfigPath, atKey: boolean) => Range | undefined;

/** Turns a pair of offsets into lines and columns. */
export function rangeOf(lines: LineCounter, from: number, to: number): Range {
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), offset };
  };
  return { start: position(from), end: position(Math.max(from, to)) };
}

/** What stands at one step of a path; an item of a list has no key. */
interface Place {
  readonly key?: Node;
  readonly value?: Node;
}

/** Looks keys up: with a search, the findings of a large file would take hours to place. */
function keyIndex(): (map: YAMLMap, key: string) => Pair | undefined {
  const known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  const indexOf = (map: YAMLMap): ReadonlyMap<string, Pair> =>
    new Map(map.items.filter((item) => isPair(item)).map((item) => [String(item.key), item]));
  return (map, key) => {
    const index = known.get(map) ?? indexOf(map);
    known.set(map, index);
    return index.get(key);
  };
}

/** The steps of a path, from the top down, as far as they exist. */
function placesOf(
  document: Document,
  path: ConfigPath,
  pairOf: (map: YAMLMap, key: string) => Pair | undefined,
): readonly Place[] {
  const places: Place[] = [];
  let node: unknown = document.contents;
  for (const part of path) {
    let place: Place = {};
    if (isMap(node)) {
      const { key, value } = pairOf(node, String(part)) ?? {};
      place = { ...(isNode(key) ? { key } : {}), ...(isNode(value) ? { value } : {}) };
    } else if (isSeq(node)) {
      const value = typeof part === "number" ? node.items[part] : undefined;
      if (isNode(value)) place = { value };
    }
    places.push(place);
    node = place.value;
  }
  return places;
}

/**
 * The node or key at the end of a path, or the nearest existing parent's key. A map is shown by
 * its key, too: it may begin lines later, and what is wrong with a whole map is often its name.
 */
function nearestNode(places: readonly Place[], path: ConfigPath, atKey: boolean): Node | undefined {
  const last = path.length - 1;
  for (const [i, { key, value }] of [...places.entries()].toReversed()) {
    const wantsKey = atKey || i < last || isMap(value);
    const node = wantsKey ? (key ?? value) : value;
    if (node !== undefined) return node;
  }
  return undefined;
}

/** Prepares to find paths in a text. */
export function locator(document: Document, lines: LineCounter): Locate {
  const pairOf = keyIndex();
  return (path, atKey) => {
    const found = nearestNode(placesOf(document, path, pairOf), path, atKey);
    const node = found ?? (isNode(document.contents) ? document.contents : undefined);
    if (node?.range === undefined || node.range === null) return undefined;
    return rangeOf(lines, node.range[0], found === undefined ? node.range[0] : node.range[1]);
  };
}
