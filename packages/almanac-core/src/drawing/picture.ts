import { namesOf, type Almanac, type Language, type Names, type Rule } from "almanac-core";

import { dayScale, type Panel } from "./axis.ts";
import { ELEMENTS, escapeXml } from "./elements.ts";
import { gap } from "./gap.ts";
import { LAYOUTS, type Layout, type LayoutName } from "./layout.ts";
import { linesOf } from "./lines.ts";
import { CURVES, frame, heights, heldBands, stars } from "./panels.ts";
import { seriesOf, type Pair } from "./series.ts";
import { wordsOf } from "./words/words-of.ts";
import type { DrawingWords } from "./words/words.ts";

const LIGHT = `text { fill: #111827 } .sub, .tick { fill: #4b5563 } .ground { fill: #fafaf9 } .frame { fill: #fff; stroke: #9ca3af }
.grid { stroke: #e5e7eb } .thread { stroke: #d1d5db } .held { fill: #fde68a } .season { stroke: #111827 } .other { stroke: #7c3aed }
.dot { fill: #fff } .jump { fill: #7c3aed } .water { fill: #1f5fa8 } .wood { fill: #2e8b57 } .fire { fill: #c0392b } .earth { fill: #b7791f }
.metal { fill: #6b7280 }`;

const DARK = `text { fill: #f3f4f6 } .sub, .tick { fill: #cbd5e1 } .ground { fill: #111827 } .frame { fill: #1f2937; stroke: #6b7280 }
.grid { stroke: #374151 } .thread { stroke: #4b5563 } .held { fill: #713f12 } .season { stroke: #f9fafb } .other { stroke: #c4b5fd }
.dot { fill: #1f2937 } .jump { fill: #c4b5fd } .water { fill: #7db7f5 } .wood { fill: #6fd49b } .fire { fill: #f4877a } .earth { fill: #f0c05a }
.metal { fill: #c0c6d0 }`;

/** One meaning a colour: elements have theirs, the curves others; light or dark as the reader's system is. */
const styleOf = ({
  sizes,
}: Layout): string => `text { font-family: "DejaVu Sans", "Noto Sans", Verdana, sans-serif }
.title { font-size: ${sizes.title}px; font-weight: bold } .sub { font-size: ${sizes.sub}px } .panel { font-size: ${sizes.panel}px; font-weight: bold }
.tick { font-size: 11px } .jump { font-size: 10px; text-anchor: middle }
path { fill: none } .season { stroke-width: 3; stroke-linecap: round } .other { stroke-width: 2; stroke-linecap: round }
.leap { stroke-width: 1; stroke-dasharray: 3 2 } .dot { stroke-width: 1.5 }
${LIGHT}
@media (prefers-color-scheme: dark) { ${DARK} }`;

function legend({ elements }: Pick<Names, "elements">, { legend: at }: Layout): string {
  return ELEMENTS.map((element, i) => {
    const x = at.left + i * at.step;
    return `<circle cx="${x}" cy="${at.top}" r="5" class="${element}"/><text x="${x + 9}" y="${at.top + 4}" class="tick">${elements[element]}</text>`;
  }).join("\n");
}

/** The notes under the title: one after the other, or under each other. */
function notes(texts: readonly string[], { left, notes: at, columns }: Layout): string {
  const lines = (at.apart ? texts : [texts.join(" ")]).flatMap((text) => linesOf(text, columns));
  return lines
    .map(
      (line, i) => `<text x="${left}" y="${at.top + 17 * i}" class="sub">${escapeXml(line)}</text>`,
    )
    .join("\n");
}

function curveLegend(
  all: Pair,
  { curves: { left, top } }: Layout,
  { rules }: DrawingWords,
): string {
  return all
    .map(({ rule }, i) => {
      const y = top + i * 20;
      return `<line x1="${left}" x2="${left + 30}" y1="${y}" y2="${y}" class="${CURVES[i]}"/><text x="${left + 38}" y="${y + 4}" class="sub">${escapeXml(rules[rule])}</text>`;
    })
    .join("\n");
}

/** What a picture of a year may be told. */
export interface YearPlotOptions {
  /** The rule that the season coordinates are held against; default: `books`. */
  readonly against?: Rule;
  /** Default: `en`. */
  readonly language?: Language;
  /** `wide` for a page (the default), `narrow` for a phone held upright. */
  readonly layout?: LayoutName;
}

/**
 * The picture of a year as an SVG document: both rules on one height, so that climb, plateau and descent
 * are seen, then how far they are apart, then the stars of each day by day. Light or dark as the reader's
 * system is; the same bytes every time.
 *
 * @param almanac - gives the zone and the school; its own rule does not matter
 * @throws AlmanacError `rule-range` where the season coordinates have no such year, and what `day` does
 */
export function yearPlot(almanac: Almanac, year: number, options: YearPlotOptions = {}): string {
  const { against = "books", language = "en", layout = "wide" } = options;
  const series = [seriesOf(almanac, year, "season"), seriesOf(almanac, year, against)] as const;
  const words = wordsOf(language);
  return picture(year, almanac.settings.zone.id, series, {
    words,
    names: namesOf(language),
    layout: LAYOUTS[layout],
  });
}

function picture(
  year: number,
  zone: string,
  series: Pair,
  { words, names, layout }: { words: DrawingWords; names: Names; layout: Layout },
): string {
  const [season, other] = series;
  const x = dayScale(season.points, layout);
  const jumps = other.points.filter(({ jump }) => jump).length;
  const rule = words.rules[other.rule];
  const { left, right } = layout;
  const titles = [words.heights, words.distance(rule), words.season, words.other(rule, jumps)];
  const [both, gaps, seasonDays, otherDays] = layout.panels.map((edges, i) => ({
    ...edges,
    left,
    right,
    title: linesOf(titles[i] ?? "", layout.columns),
  })) as [Panel, Panel, Panel, Panel];
  const title = escapeXml(words.title(year));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${layout.width} ${layout.height}" width="${layout.width}" height="${layout.height}" role="img" aria-labelledby="title desc">
<title id="title">${title}</title>
<desc id="desc">${escapeXml(words.describe(year, rule, jumps))}</desc>
<style>${styleOf(layout)}</style>
<rect width="100%" height="100%" class="ground"/>
<text x="${left}" y="${layout.notes.top - 22}" class="title">${title}</text>
${notes(words.notes(zone), layout)}
${legend(names, layout)}
${frame(both, x, season.points, words)}
${heldBands(both, x, season.points)}
${heights(both, x, series, words)}
${curveLegend(series, layout, words)}
${frame(gaps, x, season.points, words)}
${heldBands(gaps, x, season.points)}
${gap(gaps, x, series, words)}
${frame(seasonDays, x, season.points, words)}
${heldBands(seasonDays, x, season.points)}
${stars(seasonDays, x, season, words)}
${frame(otherDays, x, other.points, words)}
${stars(otherDays, x, other, words)}
</svg>
`;
}
