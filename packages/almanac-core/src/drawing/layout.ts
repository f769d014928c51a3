/** Where the panels of a picture stand, pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** Where the names of the elements stand, and how far from each other. */
  readonly legend: { readonly left: number; readonly top: number; readonly step: number };
  /** Where the names of the curves stand, so that no curve crosses them. */
  readonly curves: { readonly left: number; readonly top: number };
  /** Where the notes begin, and whether each has a line of its own. */
  readonly notes: { readonly top: number; readonly apart: boolean };
  /** Letters that a line of text holds; a letter of Chinese is two. */
  readonly columns: number;
  /** The top and the bottom of the panels, in the order in which they are drawn. */
  readonly panels: readonly [both: Edges, gap: Edges, season: Edges, other: Edges];
  /** Pixels that the greatest letters of a title take, so that it stays in the picture. */
  readonly sizes: { readonly title: number; readonly sub: number; readonly panel: number };
}

/** The upper and the lower edge of a panel. */
export interface Edges {
  readonly top: number;
  readonly bottom: number;
}

/** The name of a layout. */
export type LayoutName = "wide" | "narrow";

/** The pictures that there are: for a page, and for a phone held upright. */
export const LAYOUTS: Readonly<Record<LayoutName, Layout>> = {
  wide: {
    width: 1200,
    height: 1030,
    left: 64,
    right: 1176,
    legend: { left: 846, top: 52, step: 70 },
    curves: { left: 80, top: 124 },
    notes: { top: 60, apart: false },
    columns: 200,
    panels: [
      { top: 100, bottom: 420 },
      { top: 486, bottom: 606 },
      { top: 672, bottom: 802 },
      { top: 868, bottom: 978 },
    ],
    sizes: { title: 22, sub: 13, panel: 14 },
  },
  narrow: {
    width: 420,
    height: 1190,
    left: 36,
    right: 412,
    legend: { left: 42, top: 108, step: 76 },
    curves: { left: 106, top: 424 },
    notes: { top: 54, apart: true },
    columns: 52,
    panels: [
      { top: 164, bottom: 464 },
      { top: 526, bottom: 706 },
      { top: 768, bottom: 908 },
      { top: 970, bottom: 1106 },
    ],
    sizes: { title: 18, sub: 11.5, panel: 11.5 },
  },
};
