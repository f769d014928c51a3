import { scaleLinear } from "d3-scale";
import { curveStep, line } from "d3-shape";

import type { Texts } from "../texts/texts.ts";
import { dayLabel, PAGE, rowsApart, type Panel, type Scale } from "./axis.ts";
import { CURVES } from "./panels.ts";
import type { Pair } from "./series.ts";

interface Gap {
  readonly jdn: number;
  readonly stars: number;
  readonly jump: boolean;
}

/** The top of the scale: over the greatest value there is room for two rows of labels. */
function headroom(least: number, greatest: number): number {
  return greatest + Math.max(2, 0.35 * (greatest - least));
}

/** How far one rule's height is from the other's, day by day: a jump is a step of the stairs. */
export function gap(panel: Panel, x: Scale, [season, other]: Pair, texts: Texts): string {
  const gaps: readonly Gap[] = other.points.map(({ jdn, height, jump }, i) => ({
    jdn,
    stars: height - (season.points[i]?.height ?? height),
    jump,
  }));
  const values = gaps.map(({ stars }) => stars);
  const y = scaleLinear(
    [Math.min(0, ...values) - 1, headroom(Math.min(0, ...values), Math.max(0, ...values))],
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
        `<line x1="${PAGE.left}" x2="${PAGE.right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" class="grid"/><text x="${PAGE.left - 8}" y="${(y(value) + 4).toFixed(1)}" class="tick" text-anchor="end">${value}</text>`,
    );
  const jumps = gaps.filter(({ jump }) => jump);
  const rows = rowsApart(jumps.map(({ jdn }) => x(jdn)));
  // Along the top of the panel, where the stairs leave room for them, under each other where they would touch.
  const labels = jumps.map(
    ({ jdn }, i) =>
      `<text x="${x(jdn).toFixed(1)}" y="${panel.top + 12 + 12 * (rows[i] ?? 0)}" class="jump">${dayLabel(jdn, texts)}</text>`,
  );
  return [
    ...ticks,
    `<line x1="${PAGE.left}" x2="${PAGE.right}" y1="${y(0).toFixed(1)}" y2="${y(0).toFixed(1)}" class="${CURVES[0]}"/>`,
    `<path d="${path(gaps) ?? ""}" class="${CURVES[1]}"/>`,
    ...labels,
  ].join("\n");
}
