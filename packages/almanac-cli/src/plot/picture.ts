import type { Context } from "../context.ts";
import type { Texts } from "../texts/texts.ts";
import { dayScale, PAGE, type Panel } from "./axis.ts";
import { ELEMENTS, escapeXml } from "./elements.ts";
import { gap } from "./gap.ts";
import { CURVES, frame, heights, heldBands, stars } from "./panels.ts";
import type { Pair } from "./series.ts";

const LIGHT = `text { fill: #111827 } .sub, .tick { fill: #4b5563 } .ground { fill: #fafaf9 } .frame { fill: #fff; stroke: #9ca3af }
.grid { stroke: #e5e7eb } .thread { stroke: #d1d5db } .held { fill: #fde68a } .season { stroke: #111827 } .other { stroke: #7c3aed }
.dot { fill: #fff } .jump { fill: #7c3aed } .water { fill: #1f5fa8 } .wood { fill: #2e8b57 } .fire { fill: #c0392b } .earth { fill: #b7791f }
.metal { fill: #6b7280 }`;

const DARK = `text { fill: #f3f4f6 } .sub, .tick { fill: #cbd5e1 } .ground { fill: #111827 } .frame { fill: #1f2937; stroke: #6b7280 }
.grid { stroke: #374151 } .thread { stroke: #4b5563 } .held { fill: #713f12 } .season { stroke: #f9fafb } .other { stroke: #c4b5fd }
.dot { fill: #1f2937 } .jump { fill: #c4b5fd } .water { fill: #7db7f5 } .wood { fill: #6fd49b } .fire { fill: #f4877a } .earth { fill: #f0c05a }
.metal { fill: #c0c6d0 }`;

/** One meaning a colour: elements have theirs, the curves others; light or dark as the reader's system is. */
const STYLE = `text { font-family: "DejaVu Sans", "Noto Sans", Verdana, sans-serif }
.title { font-size: 22px; font-weight: bold } .sub { font-size: 13px } .panel { font-size: 14px; font-weight: bold }
.tick { font-size: 11px } .jump { font-size: 10px; text-anchor: middle }
path { fill: none } .season { stroke-width: 3; stroke-linecap: round } .other { stroke-width: 2; stroke-linecap: round }
.leap { stroke-width: 1; stroke-dasharray: 3 2 } .dot { stroke-width: 1.5 }
${LIGHT}
@media (prefers-color-scheme: dark) { ${DARK} }`;

function legend({ words }: Context["names"]): string {
  return ELEMENTS.map(
    (element, i) =>
      `<circle cx="${PAGE.right - 330 + i * 70}" cy="52" r="5" class="${element}"/><text x="${PAGE.right - 321 + i * 70}" y="56" class="tick">${words.elements[element]}</text>`,
  ).join("\n");
}

function curveLegend(all: Pair, panel: Panel, { rulesInWords }: Texts): string {
  return all
    .map(({ rule }, i) => {
      const y = panel.top + 24 + i * 20;
      return `<line x1="${PAGE.left + 16}" x2="${PAGE.left + 46}" y1="${y}" y2="${y}" class="${CURVES[i]}"/><text x="${PAGE.left + 54}" y="${y + 4}" class="sub">${escapeXml(rulesInWords[rule])}</text>`;
    })
    .join("\n");
}

/**
 * The picture of a year: both rules on one height, so that climb, plateau and descent are seen,
 * then the stars of each day by day.
 *
 * @param series - the days by the season rule, and by the rule it is held against
 */
export function picture(
  year: number,
  zone: string,
  series: Pair,
  { names, texts }: Pick<Context, "names" | "texts">,
): string {
  const [season, other] = series;
  const { plot } = texts;
  const x = dayScale(season.points);
  const jumps = other.points.filter(({ jump }) => jump).length;
  const rule = texts.rulesInWords[other.rule];
  const panels = {
    both: { top: 100, bottom: 420, title: plot.heights },
    gap: { top: 486, bottom: 606, title: plot.distance(rule) },
    season: { top: 672, bottom: 802, title: plot.season },
    other: { top: 868, bottom: 978, title: plot.other(rule, jumps) },
  };
  const title = escapeXml(plot.title(year));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAGE.width} ${PAGE.height}" width="${PAGE.width}" height="${PAGE.height}" role="img" aria-labelledby="title desc">
<title id="title">${title}</title>
<desc id="desc">${escapeXml(plot.describe(year, rule, jumps))}</desc>
<style>${STYLE}</style>
<rect width="100%" height="100%" class="ground"/>
<text x="${PAGE.left}" y="38" class="title">${title}</text>
<text x="${PAGE.left}" y="60" class="sub">${escapeXml(plot.zone(zone))}</text>
${legend(names)}
${frame(panels.both, x, season.points, texts)}
${heldBands(panels.both, x, season.points)}
${heights(panels.both, x, series, texts)}
${curveLegend(series, panels.both, texts)}
${frame(panels.gap, x, season.points, texts)}
${heldBands(panels.gap, x, season.points)}
${gap(panels.gap, x, series, texts)}
${frame(panels.season, x, season.points, texts)}
${heldBands(panels.season, x, season.points)}
${stars(panels.season, x, season, texts)}
${frame(panels.other, x, other.points, texts)}
${stars(panels.other, x, other, texts)}
</svg>
`;
}
