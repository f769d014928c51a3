import { expectText } from "../arguments/expect.ts";
import type { Config } from "../config/config.ts";
import { expectOptions } from "../config/expect-options.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { accept, acceptFlawless, type Acceptance } from "./accept.ts";
import type { SchemaFinding } from "./issues.ts";
import { readJson } from "./json.ts";
import type { Locate } from "./positions.ts";
import { placeAt, refusal, unreadable } from "./refusal.ts";
import { readSimpleYaml } from "./simple-yaml.ts";
import { readYaml, type Yaml } from "./yaml.ts";

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

/** What was read: what the gate says of it, every finding so far, and where things are. */
export interface Source {
  readonly acceptance: Acceptance;
  readonly diagnostics: readonly Diagnostic[];
  readonly locate: Locate;
}

function inFile(diagnostic: Diagnostic, file: string | undefined): Diagnostic {
  return file === undefined ? diagnostic : { ...diagnostic, file };
}

/** An empty text has no node to point at. */
function placed(diagnostic: Diagnostic, text: string): Diagnostic {
  return diagnostic.range === undefined ? { ...diagnostic, range: placeAt(text, 0) } : diagnostic;
}

const nowhere: Locate = () => undefined;

/** Nothing was read that could be accepted. */
const nothing: Acceptance = { findings: [] };

function located(findings: readonly SchemaFinding[], locate: Locate): readonly Diagnostic[] {
  return findings.map(({ diagnostic, atKey }) => {
    const range = locate(diagnostic.path, atKey);
    return range === undefined ? diagnostic : { ...diagnostic, range };
  });
}

/** Places are read only when something is to be said about one: JSON as the YAML that it is, too. */
function locateLater(text: string): Locate {
  let locate: Locate | undefined;
  return (path, atKey) => {
    locate ??= readYaml(text).locate;
    return locate(path, atKey);
  };
}

function fromJson(value: unknown, text: string): Source {
  const acceptance = accept(value);
  const locate = locateLater(text);
  return { acceptance, diagnostics: located(acceptance.findings, locate), locate };
}

/** What stands on the lines before the first fault of the syntax was read as it is written. */
function beforeFault(yaml: Yaml, fault: Diagnostic): readonly Diagnostic[] {
  const limit = fault.range?.start.line ?? 0;
  const { findings } = accept(yaml.document.toJS(), "FW001");
  return located(findings, yaml.locate).filter(
    ({ code, range }) => code !== "FW004" && range !== undefined && range.end.line < limit,
  );
}

function fromYaml(text: string): Source {
  const yaml = readYaml(text);
  const { document, faults, repeated, locate } = yaml;
  const [fault] = faults;
  if (fault !== undefined) {
    return {
      acceptance: nothing,
      diagnostics: [...faults, ...repeated, ...beforeFault(yaml, fault)],
      locate: nowhere,
    };
  }
  const acceptance = accept(document.toJS(), "FW001");
  if (repeated.length === 0) {
    return { acceptance, diagnostics: located(acceptance.findings, locate), locate };
  }
  // Which of two equal keys is meant is open, and with it what is missing.
  const others = located(acceptance.findings, locate).filter(({ code }) => code !== "FW004");
  return { acceptance: nothing, diagnostics: [...repeated, ...others], locate };
}

/** Undefined when there is something to say, or when the text is more than simple YAML. */
function fromSimpleYaml(text: string): Source | undefined {
  const value = readSimpleYaml(text);
  if (value === undefined) return undefined;
  const acceptance = acceptFlawless(value);
  if (acceptance === undefined) return undefined;
  return { acceptance, diagnostics: [], locate: locateLater(text) };
}

function readUnplaced(text: string): Source {
  const refused = refusal(text);
  if (refused !== undefined) {
    return { acceptance: nothing, diagnostics: [refused], locate: nowhere };
  }
  const json = readJson(text);
  if (json !== undefined) return fromJson(json, text);
  return fromSimpleYaml(text) ?? fromYaml(text);
}

/** Reads a text and keeps the places, for findings of later steps. */
export function readText(text: string, file: string | undefined): Source {
  let source: Source;
  try {
    source = readUnplaced(text);
  } catch (error) {
    source = { acceptance: nothing, diagnostics: [unreadable(text, error)], locate: nowhere };
  }
  return { ...source, diagnostics: source.diagnostics.map((d) => inFile(placed(d, text), file)) };
}

/** Reads an object, whose findings have no places. */
export function readObject(value: unknown, file?: string): Source {
  const acceptance = accept(value);
  const diagnostics = acceptance.findings.map(({ diagnostic }) => inFile(diagnostic, file));
  return { acceptance, diagnostics, locate: nowhere };
}

function resultOf({ acceptance: { config }, diagnostics }: Source): ParseResult {
  return config === undefined ? { diagnostics } : { config, diagnostics };
}

/**
 * Checks an object (from JSON or TypeScript) against the schema.
 *
 * @param value - anything at all
 * @returns a frozen copy of the configuration when there is no error, and every finding
 */
export function validate(value: unknown): ParseResult {
  return resultOf(readObject(value));
}

/**
 * Reads a configuration from YAML (or JSON) text.
 *
 * @param text - the whole file
 * @returns the frozen configuration when there is no error, and every finding with its place
 * @throws ArgumentError when it is given no text
 */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  expectText("parse: text", text);
  expectOptions("parse", options, ["file"]);
  return resultOf(readText(text, options.file));
}
