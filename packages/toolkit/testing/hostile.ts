/** Text that sets a terminal's title and colours, clears it, and turns the direction of writing. */
export const HOSTILE = "x\u001b]0;OWNED\u0007\u001b[31m\u009b2J\u202e\u2028\u2066\b";

const OBEYED = new RegExp(
  String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]`,
);

/** The lines of an output that a terminal would obey instead of showing them; no output is suspect too. */
export function obeyedLines(said: string): readonly string[] {
  return said === ""
    ? ["(nothing was said)"]
    : said.split("\n").filter((line) => OBEYED.test(line));
}
