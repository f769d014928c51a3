import type { Element } from "almanac-core";

/** The elements in the order of a legend. */
export const ELEMENTS: readonly Element[] = ["water", "wood", "fire", "earth", "metal"];

/** Text as it may stand in an SVG file. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
