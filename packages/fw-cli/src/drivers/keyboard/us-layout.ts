import { FwError } from "../../errors.ts";
import type { Chord } from "./chord.ts";

/** Each key that types a character: qemu's name, the character alone, and with Shift. */
const keys: readonly (readonly [key: string, plain: string, shifted: string])[] = [
  ["grave_accent", "`", "~"],
  ["1", "1", "!"],
  ["2", "2", "@"],
  ["3", "3", "#"],
  ["4", "4", "$"],
  ["5", "5", "%"],
  ["6", "6", "^"],
  ["7", "7", "&"],
  ["8", "8", "*"],
  ["9", "9", "("],
  ["0", "0", ")"],
  ["minus", "-", "_"],
  ["equal", "=", "+"],
  ["bracket_left", "[", "{"],
  ["bracket_right", "]", "}"],
  ["backslash", "\\", "|"],
  ["semicolon", ";", ":"],
  ["apostrophe", "'", '"'],
  ["comma", ",", "<"],
  ["dot", ".", ">"],
  ["slash", "/", "?"],
  ...Array.from(
    "abcdefghijklmnopqrstuvwxyz",
    (letter) => [letter, letter, letter.toUpperCase()] as const,
  ),
];

const chords: ReadonlyMap<string, Chord> = new Map<string, Chord>([
  ["\n", ["ret"]],
  ["\t", ["tab"]],
  [" ", ["spc"]],
  ...keys.map(([key, plain]) => [plain, [key]] as const),
  ...keys.map(([key, , shifted]) => [shifted, ["shift", key]] as const),
]);

/**
 * What is pressed on a keyboard of the US layout to type a text; a line's end is Enter.
 *
 * @throws FwError `E_USAGE` with the first character that is on no key
 */
export function chordsOf(text: string): readonly Chord[] {
  return Array.from(text, (character) => {
    const chord = chords.get(character);
    if (chord !== undefined) return chord;
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    throw new FwError(
      "E_USAGE",
      `${JSON.stringify(character)} (U+${code}) is on no key of a US keyboard`,
      {
        hint: "text with other letters can be pasted: copy it on this machine, and paste it in the viewer (fw view)",
        exitCode: 2,
      },
    );
  });
}
