import type { Context } from "../context.ts";
import type { Texts } from "../texts/texts.ts";
import { dayScale, PAGE, type Panel } from "./axis.ts";
import { ELEMENT_COLOURS, ELEMENTS, escapeXml } from "./elements.ts";
import { gap } from "./gap.ts";
import { CURVES, frame, heights, heldBands, stars } from "./panels.ts";
import type { Pair } from "./series.ts";

const STYLE = `text { font-family: "DejaVu Sans", "Noto Sans", Verdana, sans-serif; fill: #111827 }
.title { font-size: 22px; font-weight: bold } .sub { font-size: 13px; fill: #4b5563 }
.panel { font-size: 14px; font-weight: bold } .tick { font-size: 11px; fill: #4b5563 }
.jump { font-size: 10px; fill: #c0392b; text-anchor: middle }`;

function legend({ words }: Context["names"]): string {
  return ELEMENTS.map(
    (element, i) =>
      `<circle cx="${PAGE.right - 330 + i * 70}" cy="52" r="5" fill="${ELEMENT_COLOURS[element]}"/><text x="${PAGE.right - 321 + i * 70}" y="56" class="tick">${words.elements[element]}</text>`,
  ).join("\n");
}

function curveLegend(all: Pair, panel: Panel, { rulesInWords }: Texts): string {
  return all
    .map(({ rule }, i) => {
      const y = panel.top + 24 + i * 20;
      return `<line x1="${PAGE.left + 16}" x2="${PAGE.left + 46}" y1="${y}" y2="${y}" stroke="${CURVES[i]}" stroke-width="3"/><text x="${PAGE.left + 54}" y="${y + 4}" class="sub">${escapeXml(rulesInWords[rule])}</text>`;
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
<rect width="100%" height="100%" fill="#fafaf9"/>
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
