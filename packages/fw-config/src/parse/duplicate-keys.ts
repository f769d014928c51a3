import { isMap, isPair, isScalar, isSeq, type Node } from "yaml";

/**
 * The keys that a map has twice. The YAML library compares each key with every other one, which
 * takes hours for a hostile file; this looks each up.
 */
export function duplicateKeys(contents: unknown): readonly Node[] {
  const found: Node[] = [];
  const read = (node: unknown): void => {
    if (isSeq(node)) for (const item of node.items) read(item);
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const { key, value } of node.items.filter((item) => isPair(item))) {
      if (isScalar(key)) {
        // As a JavaScript object has them: `1` and `"1"` are one key.
        const name = String(key.value);
        if (seen.has(name)) found.push(key);
        seen.add(name);
      }
      read(value);
    }
  };
  read(contents);
  return found;
}
