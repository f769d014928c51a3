import type { core } from "zod/mini";

import { knownFields } from "../config/fields.ts";
import type { ConfigPath, Diagnostic } from "../diagnostics/diagnostic.ts";
import { finding } from "../diagnostics/report.ts";
import { isRecord } from "../values/record.ts";
import { fieldHint } from "./hints/field-hint.ts";
import { missingHint, valueHint } from "./hints/value-hint.ts";

type Issue = core.$ZodIssue;

/** A finding of the schema, and whether it is about a key rather than a value. */
export interface SchemaFinding {
  readonly diagnostic: Diagnostic;
  readonly atKey: boolean;
  /** The field that an unknown one was probably meant to be. */
  readonly meant?: string;
}

function valueAt(input: unknown, path: ConfigPath): unknown {
  let value = input;
  for (const part of path) {
    if (!isRecord(value)) return undefined;
    value = value[part];
  }
  return value;
}

/** A short text of a value for a message. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** How many fields a branch of a union does not know. */
function strangers(issues: readonly Issue[]): number {
  const unknown = issues.filter(({ path }) => path.length === 0);
  return unknown.reduce(
    (sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 0),
    0,
  );
}

/**
 * The branch of a union that the user most probably meant: the one that fails least at its root,
 * and knows most of the fields.
 */
function likeliestBranch(
  branches: readonly (readonly Issue[])[],
  value: unknown,
): readonly Issue[] {
  // A list or a record is no mistyped word.
  const isOtherKind = ({ code }: Issue): boolean =>
    code === "invalid_type" || (code === "invalid_value" && typeof value === "object");
  const rootFaults = (issues: readonly Issue[]): number =>
    issues.filter((issue) => issue.path.length === 0 && isOtherKind(issue)).length;
  const order = branches.toSorted(
    (a, b) => rootFaults(a) - rootFaults(b) || strangers(a) - strangers(b) || a.length - b.length,
  );
  return order[0] ?? [];
}

function joined(issue: Issue, prefix: ConfigPath): ConfigPath {
  return [...prefix, ...issue.path.map((part) => (typeof part === "symbol" ? String(part) : part))];
}

function unknownFields(
  keys: readonly string[],
  path: ConfigPath,
  input: unknown,
): readonly SchemaFinding[] {
  const known = knownFields(path);
  const place = valueAt(input, path);
  const strange = new Set(keys);
  const beside = isRecord(place) ? Object.keys(place).filter((key) => !strange.has(key)) : [];
  return keys.map((key) => {
    const { hint, meant } = fieldHint(key, path, known, beside) ?? {};
    const diagnostic = finding("FW002", [...path, key], `unknown field "${key}"`, hint);
    return { diagnostic, atKey: true, ...(meant === undefined ? {} : { meant }) };
  });
}

/** Without the missing fields that stand there misspelt: that is one mistake, and is said once. */
export function withoutEchoes(findings: readonly SchemaFinding[]): readonly SchemaFinding[] {
  const misspelt = new Set(
    findings.flatMap(({ diagnostic, meant }) =>
      meant === undefined ? [] : [JSON.stringify([...diagnostic.path.slice(0, -1), meant])],
    ),
  );
  return findings.filter(
    ({ diagnostic: { code, path } }) => code !== "FW004" || !misspelt.has(JSON.stringify(path)),
  );
}

function missingField(path: ConfigPath): SchemaFinding {
  const message = `missing field "${String(path.at(-1) ?? "")}"`;
  return { diagnostic: finding("FW004", path, message, missingHint(path)), atKey: true };
}

/** What stands at the top of a text that is no configuration. */
function whole(value: unknown): string {
  if (value === null) return "the text is empty";
  return Array.isArray(value)
    ? "the text is a list"
    : `the text is not a configuration: ${show(value)}`;
}

function wrongValue(issue: Issue, path: ConfigPath, input: unknown, atKey: boolean): SchemaFinding {
  const reason = issue.message.replace(/^Invalid (input|option|key in record): ?/, "");
  const value = atKey ? path.at(-1) : valueAt(input, path);
  const message = path.length === 0 ? whole(value) : `${show(value)} is not allowed: ${reason}`;
  return { diagnostic: finding("FW003", path, message, valueHint(issue, path, value)), atKey };
}

/** Turns one finding of the schema library into ours, with the branches of unions resolved. */
export function findingsOf(
  issue: Issue,
  input: unknown,
  prefix: ConfigPath = [],
): readonly SchemaFinding[] {
  const path = joined(issue, prefix);
  if (issue.code === "unrecognized_keys") return unknownFields(issue.keys, path, input);
  if (issue.code === "invalid_union") {
    const likeliest = likeliestBranch(issue.errors, valueAt(input, path));
    return likeliest.flatMap((inner) => findingsOf(inner, input, path));
  }
  if (issue.code === "invalid_key") {
    return issue.issues.slice(0, 1).map((inner) => wrongValue(inner, path, input, true));
  }
  const isMissing = issue.code === "invalid_type" && valueAt(input, path) === undefined;
  return isMissing && path.length > 0
    ? [missingField(path)]
    : [wrongValue(issue, path, input, false)];
}
