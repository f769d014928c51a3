import { LineCounter, parseDocument, type Document } from "yaml";

import { configSchema, type Config } from "../config/config.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { duplicateKeys } from "./duplicate-keys.ts";
import { syntaxHint } from "./hints/text-hint.ts";
import { findingsOf, hiddenKeys, withoutEchoes, type SchemaFinding } from "./issues.ts";
import { readJson } from "./json.ts";
import { locator, rangeOf, type Locate } from "./positions.ts";
import { failure, placeAt, refusal, unreadable } from "./refusal.ts";

/** Options of {@link parse}. */
export interface ParseOptions {
  /** The file's name, repeated in the findings. */
  readonly file?: string;
}

/** What {@link parse} returns. */
export interface ParseResult {
  /** Present when there is no error. */
  readonly config?: Config;
  /** Every finding, with its place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A parsed text in which paths can be found. */
export interface Source extends ParseResult {
  readonly locate: Locate;
}

function inFile(diagnostic: Diagnostic, file: string | undefined): Diagnostic {
  return file === undefined ? diagnostic : { ...diagnostic, file };
}

/** An empty text has no node to point at. */
function placed(diagnostic: Diagnostic, text: string): Diagnostic {
  return diagnostic.range === undefined ? { ...diagnostic, range: placeAt(text, 0) } : diagnostic;
}

/** Every finding of the schema, and the configuration when there is none. */
function checkValue(value: unknown): { config?: Config; findings: readonly SchemaFinding[] } {
  const hidden = hiddenKeys(value);
  if (hidden.length > 0) return { findings: hidden };
  const result = configSchema.safeParse(value);
  if (result.success) return { config: result.data, findings: [] };
  return {
    findings: withoutEchoes(result.error.issues.flatMap((issue) => findingsOf(issue, value))),
  };
}

/** Checks a plain value (from JSON or TypeScript) against the schema. */
export function validate(value: unknown): ParseResult {
  const { config, findings } = checkValue(value);
  const diagnostics = findings.map((finding) => finding.diagnostic);
  return config === undefined ? { diagnostics } : { config, diagnostics };
}

/** A text read as YAML: what is wrong with it as such, and where things are. */
interface Yaml {
  readonly document: Document;
  readonly findings: readonly Diagnostic[];
  readonly locate: Locate;
}

const repetition = "Map keys must be unique";

function readYaml(text: string): Yaml {
  const lines = new LineCounter();
  // The messages stay plain: our own printer adds the place and the source line.
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false };
  const document = parseDocument(text, options);
  const syntax = document.errors.map((error) =>
    failure(
      "FW001",
      error.message,
      rangeOf(lines, error.pos[0], error.pos[1]),
      syntaxHint(error.message, text),
    ),
  );
  const repeated = duplicateKeys(document.contents).flatMap(({ range }) =>
    range
      ? failure(
          "FW001",
          repetition,
          rangeOf(lines, range[0], range[1]),
          syntaxHint(repetition, text),
        )
      : [],
  );
  return { document, findings: [...syntax, ...repeated], locate: locator(document, lines) };
}

function schemaFindings(value: unknown, find: Locate): ParseResult {
  const { config, findings } = checkValue(value);
  const diagnostics = findings.map(({ diagnostic, atKey }) => {
    const range = find(diagnostic.path, atKey);
    return range === undefined ? diagnostic : { ...diagnostic, range };
  });
  return config === undefined ? { diagnostics } : { config, diagnostics };
}

const nowhere: Locate = () => undefined;

/** JSON has its places only when something is to be said about one: they are read as YAML. */
function locateLater(text: string): Locate {
  let locate: Locate | undefined;
  return (path, atKey) => {
    locate ??= readYaml(text).locate;
    return locate(path, atKey);
  };
}

function readText(text: string): Source {
  const refused = refusal(text);
  if (refused !== undefined) return { diagnostics: [refused], locate: nowhere };
  const json = readJson(text);
  if (json !== undefined) {
    const locate = locateLater(text);
    return { ...schemaFindings(json, locate), locate };
  }
  const { document, findings, locate } = readYaml(text);
  if (findings.length > 0) return { diagnostics: findings, locate: nowhere };
  return { ...schemaFindings(document.toJS(), locate), locate };
}

/** Reads the text and keeps the places, for findings of later steps. */
export function parseSource(text: string, options: ParseOptions = {}): Source {
  let source: Source;
  try {
    source = readText(text);
  } catch (error) {
    source = { diagnostics: [unreadable(text, error)], locate: nowhere };
  }
  return {
    ...source,
    diagnostics: source.diagnostics.map((d) => inFile(placed(d, text), options.file)),
  };
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
