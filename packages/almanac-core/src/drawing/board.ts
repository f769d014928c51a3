import { board, namesOf, star, type Cell, type Element, type Language } from "almanac-core";

import { escapeXml } from "./elements.ts";

/** A shape for each element, for those who cannot tell its colour. */
const SHAPES: Readonly<Record<Element, string>> = {
  water: '<circle cx="5" cy="5" r="4.5"/>',
  wood: '<path d="M5 0.5 9.5 9.5 0.5 9.5Z"/>',
  fire: '<path d="M5 0 10 5 5 10 0 5Z"/>',
  earth: '<rect x="0.8" y="0.8" width="8.4" height="8.4"/>',
  metal: '<path fill-rule="evenodd" d="M5 0.5a4.5 4.5 0 1 0 .01 0ZM5 3.2a1.8 1.8 0 1 1-.01 0Z"/>',
};

/** The mark of a star's element: its shape in its colour. */
export function markOf(number: number): string {
  const { element } = star(number);
  return `<svg class="mark" viewBox="0 0 10 10" style="fill:var(--${element})" aria-hidden="true">${SHAPES[element]}</svg>`;
}

/** The shapes of the elements and their names. */
export function elementLegend(language: Language): string {
  const { elements } = namesOf(language);
  const stars = [1, 3, 9, 2, 6];
  return stars
    .map((number) => `${markOf(number)} ${escapeXml(elements[star(number).element])}`)
    .join(" · ");
}

const CELL = 50;
const EDGE = 16;
const SIZE = 3 * CELL + 2 * EDGE;

const SOUTH_UP: readonly (readonly Cell[])[] = [
  ["SE", "S", "SW"],
  ["E", "C", "W"],
  ["NE", "N", "NW"],
];

/** What the picture of a board may be told. */
export interface BoardSvgOptions {
  /** Default: `en`. */
  readonly language?: Language;
  /** North at the top instead of south. */
  readonly northUp?: boolean;
  /** Whether it stands in a page that has {@link BOARD_STYLE}; else the picture brings it. */
  readonly inPage?: boolean;
}

/** The colours of the elements and the letters of a board: custom properties that a page may set. */
export const BOARD_STYLE = `:root { --ink: #111827; --soft: #4b5563; --line: #9ca3af;
  --water: #1f5fa8; --wood: #2e8b57; --fire: #c0392b; --earth: #a16207; --metal: #6b7280 }
@media (prefers-color-scheme: dark) { :root { --ink: #f3f4f6; --soft: #cbd5e1; --line: #6b7280;
  --water: #7db7f5; --wood: #6fd49b; --fire: #f4877a; --earth: #f0c05a; --metal: #c0c6d0 } }
text { fill: var(--ink); font-family: "Noto Sans", "DejaVu Sans", sans-serif } .frame { fill: none; stroke: var(--line) }
.number { font-size: 22px; font-weight: 700; text-anchor: middle } .element { font-size: 9px; text-anchor: middle; fill: var(--soft) }
.side { font-size: 11px; text-anchor: middle; fill: var(--soft) }`;

/**
 * The Luoshu board with a star in its centre as an SVG picture of nine squares, with the letters of its
 * sides, as practitioners draw it; each element has a colour and a shape.
 *
 * @param centre - the star in the centre, 1..9
 * @throws AlmanacError `star-invalid`, `language-unknown`
 */
export function boardSvg(centre: number, options: BoardSvgOptions = {}): string {
  const { language = "en", northUp = false, inPage = false } = options;
  const words = namesOf(language);
  const stars = board(centre);
  const rows = northUp ? SOUTH_UP.toReversed().map((row) => row.toReversed()) : SOUTH_UP;
  const cells = rows.flatMap((row, y) =>
    row.map((cell, x) => {
      const { number, element } = star(stars[cell]);
      const [left, top] = [EDGE + x * CELL, EDGE + y * CELL];
      return [
        `<rect class="frame" x="${left}" y="${top}" width="${CELL}" height="${CELL}"${cell === "C" ? ' stroke-width="2.5"' : ""}/>`,
        `<g transform="translate(${left + 4} ${top + 4})" style="fill:var(--${element})">${SHAPES[element]}</g>`,
        `<text class="number" x="${left + CELL / 2}" y="${top + 31}" style="fill:var(--${element})">${number}</text>`,
        `<text class="element" x="${left + CELL / 2}" y="${top + 44}">${escapeXml(words.elements[element])}</text>`,
      ].join("");
    }),
  );
  const sides = (northUp ? (["N", "W", "E", "S"] as const) : (["S", "E", "W", "N"] as const)).map(
    (side) => escapeXml(words.compass[side]),
  );
  const middle = SIZE / 2;
  const alone = inPage
    ? ""
    : ` xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}"`;
  const style = inPage ? "" : `<style>${BOARD_STYLE}</style>`;
  return `<svg${alone} viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="${escapeXml(words.stars[centre - 1]?.full ?? "")}">${style}${cells.join("")}
<text class="side" x="${middle}" y="12">${sides[0]}</text><text class="side" x="8" y="${middle + 4}">${sides[1]}</text>
<text class="side" x="${SIZE - 8}" y="${middle + 4}">${sides[2]}</text><text class="side" x="${middle}" y="${SIZE - 4}">${sides[3]}</text></svg>`;
}
