import { stripVTControlCharacters } from "node:util";

import { eastAsianWidth } from "get-east-asian-width";

/** The columns that a text takes on the screen: colours none, wide characters two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}
