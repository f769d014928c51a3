import type { Rule } from "almanac-core";

import { dayScale, PAGE, type Panel } from "./axis.ts";
import { ELEMENT_COLOURS, escapeXml } from "./elements.ts";
import { gap } from "./gap.ts";
import { CURVES, frame, heights, heldBands, stars } from "./panels.ts";
import type { Series } from "./series.ts";

const STYLE = `text { font-family: "DejaVu Sans", "Noto Sans", Verdana, sans-serif; fill: #111827 }
.title { font-size: 22px; font-weight: bold } .sub { font-size: 13px; fill: #4b5563 }
.panel { font-size: 14px; font-weight: bold } .tick { font-size: 11px; fill: #4b5563 }
.jump { font-size: 10px; fill: #c0392b; text-anchor: middle }`;

/** What the rules stand on, as the README says it. */
const WORDS: Readonly<Record<Rule, string>> = {
  season: "season coordinates",
  books: "current books",
  nearest: "nearest Jia-Rat",
  interpolated: "interpolated from the first Jia-Rat",
};

function legend(): string {
  const entries = Object.entries(ELEMENT_COLOURS);
  return entries
    .map(
      ([element, colour], i) =>
        `<circle cx="${PAGE.right - 330 + i * 70}" cy="52" r="5" fill="${colour}"/><text x="${PAGE.right - 321 + i * 70}" y="56" class="tick">${element}</text>`,
    )
    .join("\n");
}

function curveLegend(all: readonly Series[], panel: Panel): string {
  return all
    .map(({ rule }, i) => {
      const y = panel.top + 24 + i * 20;
      return `<line x1="${PAGE.left + 16}" x2="${PAGE.left + 46}" y1="${y}" y2="${y}" stroke="${CURVES[i]}" stroke-width="3"/><text x="${PAGE.left + 54}" y="${y + 4}" class="sub">${escapeXml(WORDS[rule])}</text>`;
    })
    .join("\n");
}

/**
 * The picture of a year: both rules on one height, so that climb, plateau and descent are seen,
 * then the stars of each day by day.
 *
 * @param season - the days by the season rule
 * @param other - the same days by the rule it is held against
 */
export function picture(year: number, zone: string, season: Series, other: Series): string {
  const x = dayScale(season.points);
  const jumps = other.points.filter(({ jump }) => jump).length;
  const panels = {
    both: {
      top: 100,
      bottom: 420,
      title: "The star counted on without wrapping: climb, plateau, descent",
    },
    gap: {
      top: 486,
      bottom: 606,
      title: `Distance from season coordinates, in stars: ${WORDS[other.rule]}`,
    },
    season: {
      top: 672,
      bottom: 802,
      title: "Star 1 to 9 by season coordinates: one step a day, or none",
    },
    other: { top: 868, bottom: 978, title: `Star 1 to 9 by ${WORDS[other.rule]}: ${jumps} jumps` },
  };
  const title = `The star of the day in ${year}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAGE.width} ${PAGE.height}" width="${PAGE.width}" height="${PAGE.height}" role="img" aria-labelledby="title desc">
<title id="title">${title}</title>
<desc id="desc">The nine stars of the days from the Winter Solstice before ${year} on: season coordinates climb, stand still and descend; ${escapeXml(WORDS[other.rule])} jump ${jumps} times.</desc>
<style>${STYLE}</style>
<rect width="100%" height="100%" fill="#fafaf9"/>
<text x="${PAGE.left}" y="38" class="title">${title}</text>
<text x="${PAGE.left}" y="60" class="sub">${escapeXml(`Zone ${zone}. Yellow: the days on which the season rule holds the qi field.`)}</text>
${legend()}
${frame(panels.both, x, season.points)}
${heldBands(panels.both, x, season.points)}
${heights(panels.both, x, [season, other])}
${curveLegend([season, other], panels.both)}
${frame(panels.gap, x, season.points)}
${heldBands(panels.gap, x, season.points)}
${gap(panels.gap, x, season, other)}
${frame(panels.season, x, season.points)}
${heldBands(panels.season, x, season.points)}
${stars(panels.season, x, season)}
${frame(panels.other, x, other.points)}
${stars(panels.other, x, other)}
</svg>
`;
}
