import { CST, Lexer } from "yaml";

/** Far deeper than any configuration, and far from where the stack of the YAML library ends. */
const deepest: number = 250;

/** Lines that begin so far to the right, or with so many dashes. */
const deepLine = new RegExp(`^(?:[-?:] | ){${deepest + 1}}`, "m");

/** Where more brackets are open than anybody writes, with those of texts and comments; else -1. */
function manyOpen(text: string): number {
  let open = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    if (bracket === "[" || bracket === "{") open += 1;
    else if (open > 0) open -= 1;
    if (open > deepest) return index;
  }
  return -1;
}

/** The same, as the YAML library tells brackets from texts. It does so without recursion. */
function deepBracket(text: string): number {
  let [open, at] = [0, 0];
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === "flow-map-start" || type === "flow-seq-start") open += 1;
    else if (type === "flow-map-end" || type === "flow-seq-end") open -= 1;
    if (open > deepest) return at;
    // Its marks of a document, of the flow's end and of a scalar are characters that no text has.
    if (type !== "doc-mode" && type !== "flow-error-end" && type !== "scalar") at += token.length;
  }
  return -1;
}

/**
 * Where a text is nested deeper than any configuration; -1 when it is not. The YAML library follows
 * each level with its stack, and an engine that has to prepare a regular expression where the stack
 * ends gives up the whole process: no error is thrown that could be caught.
 */
export function tooDeep(text: string): number {
  const line = text.search(deepLine);
  if (line >= 0) return line;
  return manyOpen(text) < 0 ? -1 : deepBracket(text);
}
