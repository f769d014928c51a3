import { star } from "almanac-core";
import { line } from "d3-shape";

import { dayLabel, monthLabel, monthStarts, labelled, type Panel } from "./axis.ts";
import { escapeXml } from "./elements.ts";
import { linearScale, type Scale } from "./scale.ts";
import type { Point, Series } from "./series.ts";
import type { DrawingWords } from "./words/words.ts";

/** The classes of the two curves: neither has the colour of an element. */
export const CURVES = ["season", "other"] as const;

function text(x: number, y: number, content: string, attributes = ""): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escapeXml(content)}</text>`;
}

function vertical(x: number, { top, bottom }: Panel, attributes: string): string {
  return `<line x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="${top}" y2="${bottom}" ${attributes}/>`;
}

/** The runs of days between jumps, each a curve of its own. */
function runs(points: readonly Point[]): readonly (readonly Point[])[] {
  const all: Point[][] = [];
  for (const point of points) {
    const run = all.at(-1);
    if (run === undefined || point.jump) all.push([point]);
    else run.push(point);
  }
  return all;
}

/** Pixels that the name of a month takes. */
const ROOM_FOR_A_NAME = 18;

/** Pixels from the first of a month to its name: in the middle, and where months are short at their beginning. */
function nameOffset(x: Scale): number {
  const half = x(15) - x(0.5);
  return half > 2 * ROOM_FOR_A_NAME ? half : 3;
}

/** The frame of a panel with its title and a light line at the first of every month. */
export function frame(
  panel: Panel,
  x: Scale,
  points: readonly Point[],
  words: DrawingWords,
): string {
  const { top, bottom, title } = panel;
  const [first = 0, last = 0] = [points[0]?.jdn, points.at(-1)?.jdn];
  const months = monthStarts(first, last).flatMap((jdn) => [
    vertical(x(jdn - 0.5), panel, 'class="grid"'),
    text(x(jdn) + nameOffset(x), bottom + 16, monthLabel(jdn, words), 'class="tick"'),
  ]);
  const start = monthStarts(first, last)[0] ?? last;
  // The days before the first whole month, when there is room for its name.
  const named = x(start) - x(first) >= ROOM_FOR_A_NAME;
  const begun = named
    ? [text(x((first + start) / 2), bottom + 16, monthLabel(first, words), 'class="tick"')]
    : [];
  return [
    `<rect x="${panel.left}" y="${top}" width="${panel.right - panel.left}" height="${bottom - top}" class="frame"/>`,
    ...begun,
    ...months,
    ...title.map((part, i) =>
      text(panel.left, top - 8 - 14 * (title.length - 1 - i), part, 'class="panel"'),
    ),
  ].join("\n");
}

/** Bands over the days on which the season rule stands still. */
export function heldBands(panel: Panel, x: Scale, points: readonly Point[]): string {
  return points
    .filter(({ held }) => held)
    .map(
      ({ jdn }) =>
        `<rect x="${x(jdn - 0.5).toFixed(1)}" y="${panel.top}" width="${(x(1) - x(0)).toFixed(2)}" height="${panel.bottom - panel.top}" class="held"/>`,
    )
    .join("\n");
}

/** The curves of the heights of both rules, broken where a star jumps. */
export function heights(
  panel: Panel,
  x: Scale,
  all: readonly Series[],
  words: DrawingWords,
): string {
  const values = all.flatMap(({ points }) => points.map(({ height }) => height));
  const y = linearScale(
    [Math.min(...values) - 6, Math.max(...values) + 6],
    [panel.bottom, panel.top],
  );
  const path = line<Point>(
    ({ jdn }) => x(jdn),
    ({ height }) => y(height),
  ).digits(1);
  const grid = y
    .ticks(6)
    .flatMap((value) => [
      `<line x1="${panel.left}" x2="${panel.right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" class="grid"/>`,
      text(panel.left - 8, y(value) + 4, String(value), 'class="tick" text-anchor="end"'),
    ]);
  const curves = all.flatMap(({ rule, points }, i) => [
    ...runs(points).map(
      (run) =>
        `<path d="${path(run) ?? ""}" class="${CURVES[i]}"><title>${escapeXml(words.rules[rule])}</title></path>`,
    ),
    ...points.flatMap((point, n) => {
      const before = points[n - 1];
      if (!point.jump || before === undefined) return [];
      return [
        `<line x1="${x(before.jdn).toFixed(1)}" y1="${y(before.height).toFixed(1)}" x2="${x(point.jdn).toFixed(1)}" y2="${y(point.height).toFixed(1)}" class="${CURVES[i]} leap"/>`,
        `<circle cx="${x(point.jdn).toFixed(1)}" cy="${y(point.height).toFixed(1)}" r="3.5" class="${CURVES[i]} dot"/>`,
      ];
    }),
  ]);
  return [...grid, ...curves].join("\n");
}

/** A dot a day at its star 1..9, in the colour of its element; jumps marked with their days. */
export function stars(panel: Panel, x: Scale, { points }: Series, words: DrawingWords): string {
  const y = linearScale([0.2, 9.8], [panel.bottom, panel.top]);
  const path = line<Point>(
    ({ jdn }) => x(jdn),
    (point) => y(point.star),
  ).digits(1);
  const labels = [1, 3, 5, 7, 9].map((n) =>
    text(panel.left - 8, y(n) + 4, String(n), 'class="tick" text-anchor="end"'),
  );
  const days = labelled(
    points.filter(({ jump }) => jump),
    ({ jdn }) => x(jdn - 0.5),
    panel,
  );
  const jumps = days.flatMap(({ thing: { jdn }, x: middle, row }) => [
    vertical(x(jdn - 0.5), panel, 'class="other leap"'),
    text(middle, panel.bottom + 30 + 12 * row, dayLabel(jdn, words), 'class="jump"'),
  ]);
  const dots = points.map(
    (point) =>
      `<circle cx="${x(point.jdn).toFixed(1)}" cy="${y(point.star).toFixed(1)}" r="2.4" class="${star(point.star).element}"/>`,
  );
  const lines = runs(points).map((run) => `<path d="${path(run) ?? ""}" class="thread"/>`);
  return [...labels, ...jumps, ...lines, ...dots].join("\n");
}
