import { stripVTControlCharacters } from "node:util";

// The lab's command line has the same rule; the two products share no package yet.
const OBEYED = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069`;
const obeyed = new RegExp(`[${OBEYED}]`, "g");
const loneSurrogate = /\p{Surrogate}/gu;

/** Text that quotes what was typed or read, as a terminal may show it: without what it would obey. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replaceAll(obeyed, "").replaceAll(loneSurrogate, "\ufffd");
}

/** A value as JSON that a terminal shows as it is: what it would obey is escaped, and so not lost. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    obeyed,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
