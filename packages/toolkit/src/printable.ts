import { stripVTControlCharacters } from "node:util";

/** What a terminal obeys instead of showing it: control codes but tab and line end, marks of direction. */
const OBEYED = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069`;
const obeyed = new RegExp(`[${OBEYED}]`, "g");
const loneSurrogate = /\p{Surrogate}/gu;

/**
 * Text that somebody else may have written (a guest, a file, a command line) as a terminal may show
 * it. Whatever leaves this program as text passes here; only `exec` and `console` pass on what the
 * node writes, as ssh does.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replaceAll(obeyed, "").replaceAll(loneSurrogate, "\ufffd");
}

/** {@link printable}, but for the colours that this program gives a terminal. */
export function printableInColour(text: string): string {
  const parts = text.split(colour);
  return parts.map((part, place) => (place % 2 === 1 ? part : printable(part))).join("");
}

// oxlint-disable-next-line no-control-regex -- the sequences of styleText, and no others
const colour = /(\u001b\[[\d;]*m)/;

/** A value as JSON that a terminal shows as it is: what it would obey is escaped, and so not lost. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    obeyed,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
