import { scaleLinear } from "d3-scale";
import { curveStep, line } from "d3-shape";

import type { Texts } from "../texts/texts.ts";
import { dayLabel, PAGE, type Panel, type Scale } from "./axis.ts";
import { CURVES } from "./panels.ts";
import type { Pair } from "./series.ts";

interface Gap {
  readonly jdn: number;
  readonly stars: number;
  readonly jump: boolean;
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
    [Math.min(0, ...values) - 1, Math.max(0, ...values) + 2],
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
        `<line x1="${PAGE.left}" x2="${PAGE.right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" stroke="#f3f4f6"/><text x="${PAGE.left - 8}" y="${(y(value) + 4).toFixed(1)}" class="tick" text-anchor="end">${value}</text>`,
    );
  const labels = gaps.flatMap(({ jdn, stars, jump }, i) => {
    if (!jump) return [];
    // Beyond the line: over a step up, under a step down.
    const beyond = stars > (gaps[i - 1]?.stars ?? stars) ? -7 : 15;
    return [
      `<text x="${x(jdn).toFixed(1)}" y="${(y(stars) + beyond).toFixed(1)}" class="jump">${dayLabel(jdn, texts)}</text>`,
    ];
  });
  return [
    ...ticks,
    `<line x1="${PAGE.left}" x2="${PAGE.right}" y1="${y(0).toFixed(1)}" y2="${y(0).toFixed(1)}" stroke="${CURVES[0]}" stroke-width="3"/>`,
    `<path d="${path(gaps) ?? ""}" fill="none" stroke="${CURVES[1]}" stroke-width="2"/>`,
    ...labels,
  ].join("\n");
}
