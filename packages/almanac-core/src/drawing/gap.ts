import { curveStep, line } from "d3-shape";

import { dayLabel, labelled, type Panel } from "./axis.ts";
import { CURVES } from "./panels.ts";
import { linearScale, type Scale } from "./scale.ts";
import type { Pair } from "./series.ts";
import type { DrawingWords } from "./words/words.ts";

interface Gap {
  readonly jdn: number;
  readonly stars: number;
  readonly jump: boolean;
}

/** The top of the scale: over the greatest value there is room for the rows of labels. */
function headroom(least: number, greatest: number, share: number): number {
  return greatest + Math.max(2, share * (greatest - least));
}

/** How far one rule's height is from the other's, day by day: a jump is a step of the stairs. */
export function gap(panel: Panel, x: Scale, [season, other]: Pair, words: DrawingWords): string {
  const gaps: readonly Gap[] = other.points.map(({ jdn, height, jump }, i) => ({
    jdn,
    stars: height - (season.points[i]?.height ?? height),
    jump,
  }));
  const values = gaps.map(({ stars }) => stars);
  const jumps = labelled(
    gaps.filter(({ jump }) => jump),
    ({ jdn }) => x(jdn),
    panel,
  );
  const rows = Math.max(0, ...jumps.map(({ row }) => row)) + 1;
  // Two rows take a third of the panel of a page.
  const share = Math.max(0.35, (0.16 * 120 * rows) / (panel.bottom - panel.top));
  const y = linearScale(
    [Math.min(0, ...values) - 1, headroom(Math.min(0, ...values), Math.max(0, ...values), share)],
    [panel.bottom, panel.top],
  );
  const path = line<Gap>(
    ({ jdn }) => x(jdn),
    ({ stars }) => y(stars),
  )
    .curve(curveStep)
    .digits(1);
  const ticks = y
    .ticks(5)
    .map(
      (value) =>
        `<line x1="${panel.left}" x2="${panel.right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" class="grid"/><text x="${panel.left - 8}" y="${(y(value) + 4).toFixed(1)}" class="tick" text-anchor="end">${value}</text>`,
    );
  // Along the top of the panel, where the stairs leave room for them, under each other where they would touch.
  const labels = jumps.map(
    ({ thing, x: middle, row }) =>
      `<text x="${middle.toFixed(1)}" y="${panel.top + 12 + 12 * row}" class="jump">${dayLabel(thing.jdn, words)}</text>`,
  );
  return [
    ...ticks,
    `<line x1="${panel.left}" x2="${panel.right}" y1="${y(0).toFixed(1)}" y2="${y(0).toFixed(1)}" class="${CURVES[0]}"/>`,
    `<path d="${path(gaps) ?? ""}" class="${CURVES[1]}"/>`,
    ...labels,
  ].join("\n");
}
