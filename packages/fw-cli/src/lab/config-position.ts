import { LineCounter, isNode, parseDocument } from "yaml";

/** The place of a value in the config's text, `line:column` from 1; undefined when it is not there. */
export function configPosition(
  text: string,
  path: readonly (string | number)[],
): string | undefined {
  const lineCounter = new LineCounter();
  const node = parseDocument(text, { lineCounter }).getIn(path, true);
  if (!isNode(node) || !node.range) return undefined;
  const { line, col } = lineCounter.linePos(node.range[0]);
  return `${line}:${col}`;
}
