/** How the signs of our own texts are written where only ASCII may stand. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  [" · ", ", "],
  ["·", "-"],
  ["–", "-"],
  ["−", "-"],
  ["±", "+-"],
  ["°", " deg"],
  ["“", '"'],
  ["”", '"'],
  ["Δ", "Delta "],
  ["→", "->"],
  ["←", "<-"],
]);

/** Writes the signs of a text in ASCII; the letters of a language stay what they are. */
export function toAscii(text: string): string {
  let result = text;
  for (const [sign, ascii] of SIGNS) result = result.replaceAll(sign, ascii);
  return result;
}
