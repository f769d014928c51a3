// The YAML that programs write, and most people: maps and lists by their indentation, texts and numbers
// on one line, `{ }` and `[ ]` on one line. It is read here ten times faster than by the YAML library,
// which keeps every token for the places of findings. The rest of YAML is left to the library, as is
// every text about which there is something to say. A test compares both on texts of many kinds.

/** No configuration is deeper. */
const deepest: number = 32;

/** Controls, marks of direction and the like are left to the library. */
const ordinary = /^[\n\u0020-\u007e\u00a1-\u1fff]*$/;

const blankLines = /(?: *(?:#.*)?\n)*/y;
const spaces = / */y;
const someSpaces = / +/y;
const restOfLine = / *(?: #.*)?(?:\n|$)/y;
const dash = /- (?! )/y;
const fieldKey = /[A-Za-z][\w.-]{0,99}:(?=[ \n]|$)/y;
const keyInBraces = /[A-Za-z][\w.-]{0,99}: +/y;
const quoted = /"[^"\\\n]*"|'[^'\n]*'/y;
/** Names, addresses, ports: words that no colon ends. */
const words =
  /(?:[A-Za-z0-9/]|:(?=[\w/:]))(?:[\w./+-]|:(?=[\w./+:-]))*(?: +[A-Za-z0-9/](?:[\w./+-]|:(?=[\w./+:-]))*)*/y;

/** A text that has more than is read here, and how far it was read. */
interface Cursor {
  readonly text: string;
  at: number;
  /** Of the line that the next entry begins; -1 at the end. */
  indent: number;
  depth: number;
}

/** Ends the reading: the library has to read it. */
class NotSimple extends Error {}

/** What matches at the cursor, which goes behind it; undefined when nothing does. */
function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

function expect(cursor: Cursor, pattern: RegExp): string {
  const found = take(cursor, pattern);
  if (found === undefined) throw new NotSimple();
  return found;
}

/** Goes to the next line that says something. */
function toNextEntry(cursor: Cursor): void {
  expect(cursor, blankLines);
  const { length } = expect(cursor, spaces);
  if (cursor.text[cursor.at] === "#") take(cursor, /.*/y);
  cursor.indent = cursor.at < cursor.text.length ? length : -1;
}

function endLine(cursor: Cursor): void {
  expect(cursor, restOfLine);
  toNextEntry(cursor);
}

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const reserved = /^(?:true|false|null)$/i;
const number = /^(?:0|[1-9]\d{0,11})(?:\.\d{1,3})?$/;
/** Begins like a number and is none: an address, a block, a range of ports, `802.3ad`. */
const noNumber = /[:/]|\..*\.|^\d+-\d+$|^[1-9][\d.]*[a-df-z]/;

function wordsValue(text: string): string | number | boolean | null {
  const constant = constants.get(text);
  if (constant !== undefined) return constant;
  if (number.test(text)) return Number(text);
  if (reserved.test(text) || (/^\d/.test(text) && !noNumber.test(text))) throw new NotSimple();
  return text;
}

type Fields = Record<string, unknown>;

function setField(fields: Fields, key: string, value: unknown): void {
  // Two equal keys are a finding.
  if (Object.hasOwn(fields, key)) throw new NotSimple();
  fields[key] = value;
}

/** The name before a colon. */
function keyOf(found: string): string {
  const key = found.slice(0, found.indexOf(":"));
  if (reserved.test(key)) throw new NotSimple();
  return key;
}

/** Reads something that others of its kind may be in. */
function nested<T>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  cursor.depth += 1;
  if (cursor.depth > deepest) throw new NotSimple();
  const value = read(cursor);
  cursor.depth -= 1;
  return value;
}

/** Entries between brackets, with commas between them. */
function between(cursor: Cursor, closing: string, readEntry: () => void): void {
  cursor.at += 1;
  expect(cursor, spaces);
  while (cursor.text[cursor.at] !== closing) {
    readEntry();
    expect(cursor, spaces);
    if (cursor.text[cursor.at] !== ",") break;
    cursor.at += 1;
    expect(cursor, spaces);
    // The library allows a comma before the bracket; it may say so.
    if (cursor.text[cursor.at] === closing) throw new NotSimple();
  }
  if (cursor.text[cursor.at] !== closing) throw new NotSimple();
  cursor.at += 1;
}

function inBraces(cursor: Cursor): Fields {
  const fields: Fields = {};
  between(cursor, "}", () => {
    const key = keyOf(expect(cursor, keyInBraces));
    setField(fields, key, inLine(cursor));
  });
  return fields;
}

function inBrackets(cursor: Cursor): unknown[] {
  const items: unknown[] = [];
  between(cursor, "]", () => items.push(inLine(cursor)));
  return items;
}

/** A value that ends on its line. */
function inLine(cursor: Cursor): unknown {
  const first = cursor.text[cursor.at];
  if (first === "{") return nested(cursor, inBraces);
  if (first === "[") return nested(cursor, inBrackets);
  const text = take(cursor, quoted);
  return text === undefined ? wordsValue(expect(cursor, words)) : text.slice(1, -1);
}

function isDash(cursor: Cursor): boolean {
  dash.lastIndex = cursor.at;
  return dash.test(cursor.text);
}

/** What stands behind a key, or below it. */
function fieldValue(cursor: Cursor, indent: number): unknown {
  restOfLine.lastIndex = cursor.at;
  if (!restOfLine.test(cursor.text)) {
    expect(cursor, someSpaces);
    const value = inLine(cursor);
    endLine(cursor);
    return value;
  }
  endLine(cursor);
  if (cursor.indent > indent) return nested(cursor, readBlock);
  return cursor.indent === indent && isDash(cursor) ? nested(cursor, readList) : null;
}

/** Fields of one indentation. */
function readFields(cursor: Cursor): Fields {
  const { indent } = cursor;
  const read: Fields = {};
  while (cursor.indent === indent) {
    const key = keyOf(expect(cursor, fieldKey));
    setField(read, key, fieldValue(cursor, indent));
  }
  if (cursor.indent > indent) throw new NotSimple();
  return read;
}

function readItem(cursor: Cursor): unknown {
  fieldKey.lastIndex = cursor.at;
  if (fieldKey.test(cursor.text)) return nested(cursor, readFields);
  const value = inLine(cursor);
  endLine(cursor);
  return value;
}

/** Items of one indentation; the fields of one stand below its first. */
function readList(cursor: Cursor): unknown[] {
  const { indent } = cursor;
  const items: unknown[] = [];
  while (cursor.indent === indent && isDash(cursor)) {
    cursor.at += 2;
    cursor.indent += 2;
    items.push(readItem(cursor));
  }
  if (cursor.indent > indent) throw new NotSimple();
  return items;
}

function readBlock(cursor: Cursor): unknown {
  return isDash(cursor) ? readList(cursor) : readFields(cursor);
}

/**
 * Reads a text of simple YAML.
 *
 * @returns undefined for anything else
 */
export function readSimpleYaml(text: string): Fields | undefined {
  if (!ordinary.test(text)) return undefined;
  const cursor: Cursor = { text, at: 0, indent: 0, depth: 0 };
  try {
    toNextEntry(cursor);
    if (cursor.indent !== 0) return undefined;
    const value = readFields(cursor);
    return cursor.indent < 0 ? value : undefined;
  } catch (error) {
    if (error instanceof NotSimple) return undefined;
    throw error;
  }
}
