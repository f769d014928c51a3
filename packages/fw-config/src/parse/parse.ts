import { LineCounter, parseDocument, type Document } from "yaml";

import { configSchema, type Config } from "../config/config.ts";
import type { ConfigPath, Diagnostic, Range } from "../diagnostics/diagnostic.ts";
import { findingsOf, hiddenKeys, type SchemaFinding } from "./issues.ts";
import { locate, rangeOf } from "./positions.ts";

/** Options of {@link parse}. */
export interface ParseOptions {
  /** The file's name, repeated in the findings. */
  readonly file?: string;
}

/** What {@link parse} returns. */
export interface ParseResult {
  /** Present when there is no error. */
  readonly config?: Config;
  readonly diagnostics: readonly Diagnostic[];
}

/** A parsed text in which paths can be found. */
export interface Source extends ParseResult {
  readonly locate: (path: ConfigPath, atKey: boolean) => Range | undefined;
}

/** Far above any real configuration; a larger text is refused before it is read. */
const largestText: number = 8 * 1024 * 1024;

function failure(code: "FW001" | "FW005", message: string, range?: Range): Diagnostic {
  return {
    code,
    severity: "error",
    message,
    path: [],
    ...(range === undefined ? {} : { range }),
  };
}

function inFile(diagnostic: Diagnostic, file: string | undefined): Diagnostic {
  return file === undefined ? diagnostic : { ...diagnostic, file };
}

/** Every finding of the schema, and the configuration when there is none. */
function checkValue(value: unknown): { config?: Config; findings: readonly SchemaFinding[] } {
  const hidden = hiddenKeys(value);
  if (hidden.length > 0) return { findings: hidden };
  const result = configSchema.safeParse(value);
  if (result.success) return { config: result.data, findings: [] };
  return { findings: result.error.issues.flatMap((issue) => findingsOf(issue, value)) };
}

/** Checks a plain value (from JSON or TypeScript) against the schema. */
export function validate(value: unknown): ParseResult {
  const { config, findings } = checkValue(value);
  const diagnostics = findings.map((finding) => finding.diagnostic);
  return config === undefined ? { diagnostics } : { config, diagnostics };
}

function syntaxFindings(document: Document, lines: LineCounter): readonly Diagnostic[] {
  return document.errors.map((error) =>
    failure("FW001", error.message, rangeOf(lines, error.pos[0], error.pos[1])),
  );
}

function schemaFindings(value: unknown, find: Source["locate"]): ParseResult {
  const { config, findings } = checkValue(value);
  const diagnostics = findings.map(({ diagnostic, atKey }) => {
    const range = find(diagnostic.path, atKey);
    return range === undefined ? diagnostic : { ...diagnostic, range };
  });
  return config === undefined ? { diagnostics } : { config, diagnostics };
}

const nowhere: Source["locate"] = () => undefined;

function readText(text: string): Source {
  if (text.length > largestText) {
    const size = `the text has ${text.length} characters, more than ${largestText}`;
    return { diagnostics: [failure("FW005", size)], locate: nowhere };
  }
  if (text.includes("\0")) {
    return { diagnostics: [failure("FW001", "the text is binary")], locate: nowhere };
  }
  const lines = new LineCounter();
  // The messages stay plain: our own printer adds the place and the source line.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const syntax = syntaxFindings(document, lines);
  if (syntax.length > 0) return { diagnostics: syntax, locate: nowhere };
  const find: Source["locate"] = (path, atKey) => locate(document, lines, path, atKey);
  return { ...schemaFindings(document.toJS(), find), locate: find };
}

/** Reads the text and keeps the places, for findings of later steps. */
export function parseSource(text: string, options: ParseOptions = {}): Source {
  let source: Source;
  try {
    source = readText(text);
  } catch (error) {
    // The YAML library throws on alias bombs, and the stack overflows on absurd nesting.
    const reason = error instanceof RangeError ? "it is nested too deeply" : String(error);
    source = {
      diagnostics: [failure("FW001", `the text cannot be read: ${reason}`)],
      locate: nowhere,
    };
  }
  return { ...source, diagnostics: source.diagnostics.map((d) => inFile(d, options.file)) };
}

/**
 * Reads a configuration from YAML (or JSON) text.
 *
 * @param text - the whole file
 * @returns the configuration when there is no error, and every finding with its place
 */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  const { config, diagnostics } = parseSource(text, options);
  return config === undefined ? { diagnostics } : { config, diagnostics };
}
