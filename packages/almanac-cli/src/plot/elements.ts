import type { Element } from "almanac-core";

/** The colours of the elements in a picture: dark enough to read on white, apart for colour-blind eyes. */
export const ELEMENT_COLOURS: Readonly<Record<Element, string>> = {
  water: "#1f5fa8",
  wood: "#2e8b57",
  fire: "#c0392b",
  earth: "#b7791f",
  metal: "#6b7280",
};

/** The elements in the order of a legend. */
export const ELEMENTS: readonly Element[] = ["water", "wood", "fire", "earth", "metal"];

/** Text as it may stand in an SVG file. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
