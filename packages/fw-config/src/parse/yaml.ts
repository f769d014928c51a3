import { LineCounter, parseDocument, type Document } from "yaml";

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { duplicateKeys } from "./duplicate-keys.ts";
import { syntaxHints } from "./hints/text-hint.ts";
import { locator, rangeOf, type Locate } from "./positions.ts";
import { failure } from "./refusal.ts";

/** A text read as YAML: what is wrong with it as such, and where things are. */
export interface Yaml {
  readonly document: Document;
  /** Where the text is no YAML; in the order of the text. */
  readonly faults: readonly Diagnostic[];
  /** Keys given twice; the last one was read. */
  readonly repeated: readonly Diagnostic[];
  readonly locate: Locate;
}

const repetition = "Map keys must be unique";

/** The library says that its stack ended once for each bracket. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ message, range }) => {
    const key = message.startsWith("Maximum call stack") ? "" : `${range?.start.offset} ${message}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Reads a text as one YAML document. */
export function readYaml(text: string): Yaml {
  const lines = new LineCounter();
  // The messages stay plain: our own printer adds the place and the source line. What the library
  // would write by itself (a map as a key is made a text) is found as an unknown field.
  const options = {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: "error" as const,
  };
  const document = parseDocument(text, options);
  const hintFor = syntaxHints(text);
  const faults = document.errors.map((error) =>
    failure(
      "FW001",
      error.message,
      rangeOf(lines, error.pos[0], error.pos[1]),
      hintFor(error.message),
    ),
  );
  const repeated = duplicateKeys(document.contents).flatMap(({ range }) =>
    range
      ? failure("FW001", repetition, rangeOf(lines, range[0], range[1]), hintFor(repetition))
      : [],
  );
  return { document, faults: once(faults), repeated, locate: locator(document, lines) };
}
