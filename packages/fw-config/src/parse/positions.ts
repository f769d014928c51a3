import { isMap, isNode, isPair, type Document, type LineCounter, type Node } from "yaml";

import type { ConfigPath, Position, Range } from "../diagnostics/diagnostic.ts";

/** Turns a pair of offsets into lines and columns. */
export function rangeOf(lines: LineCounter, from: number, to: number): Range {
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), offset };
  };
  return { start: position(from), end: position(Math.max(from, to)) };
}

/** The key's own node, when the last step of the path is a key of a map. */
function keyNode(document: Document, path: ConfigPath): Node | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const key = path.at(-1);
  const pair = parent.items.find((item) => isPair(item) && String(item.key) === String(key));
  return isNode(pair?.key) ? pair.key : undefined;
}

/** The node or key at a path, or its nearest existing parent's; an item of a list has no key. */
function nearestNode(document: Document, path: ConfigPath, atKey: boolean): Node | undefined {
  if (path.length === 0) return isNode(document.contents) ? document.contents : undefined;
  const node = document.getIn(path, true);
  if (atKey && typeof path.at(-1) === "string") {
    return keyNode(document, path) ?? nearestNode(document, path.slice(0, -1), true);
  }
  return isNode(node) ? node : nearestNode(document, path.slice(0, -1), true);
}

/**
 * Finds a configuration path in the text.
 *
 * @param atKey - point at the key rather than at the value
 * @returns the range of the value or key; of the nearest parent's key when it does not exist
 */
export function locate(
  document: Document,
  lines: LineCounter,
  path: ConfigPath,
  atKey: boolean,
): Range | undefined {
  const node = nearestNode(document, path, atKey);
  if (node?.range === undefined || node.range === null) return undefined;
  const whole = path.length === 0;
  return rangeOf(lines, node.range[0], whole ? node.range[0] : node.range[1]);
}
