import type { AfflictedSpan } from "almanac-core";
import { boardSvg, elementLegend, escapeXml } from "almanac-core/svg";

import type { Context } from "../context.ts";
import { mountainsText } from "../views/mountains.ts";
import { formatMoment } from "../views/time.ts";
import { type Paper, styleOf } from "./style.ts";

/** A whole page: one file that needs no other. */
export function documentOf(
  title: string,
  body: readonly string[],
  paper: Paper,
  context: Context,
): string {
  const { settings, texts } = context;
  return `<!doctype html>
<html lang="${settings.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeXml(title)}</title>
<style>${styleOf(paper)}</style>
</head>
<body>
<h1>${escapeXml(title)}</h1>
<p>${escapeXml(texts.page.settings(settings.zone, texts.rules[settings.rule]))} · ${elementLegend(settings.lang)}</p>
${body.join("\n")}
</body>
</html>
`;
}

/** A board with its caption. */
export function figure(
  centre: number,
  caption: readonly string[],
  { settings: { lang, northUp } }: Context,
): string {
  const lines = caption.map(escapeXml).join("<br/>");
  return `<figure>${boardSvg(centre, { language: lang, northUp, inPage: true })}<figcaption>${lines}</figcaption></figure>`;
}

/** The afflictions of spans, each with the instants between which it holds. */
export function afflictionTable(
  spans: readonly AfflictedSpan[],
  { names, settings: { calendar }, texts }: Context,
): string {
  const { heads } = texts;
  const row = (cells: readonly string[], tag: "td" | "th"): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeXml(cell)}</${tag}>`).join("")}</tr>`;
  const kinds = Object.values(names.words.afflictions);
  return `<table class="list"><thead>${row(["", heads.from, heads.until, ...kinds], "th")}</thead><tbody>
${spans
  .map(({ month, from, to, afflictions }) =>
    row(
      [
        month === null ? heads.year : `${heads.month} ${month}`,
        formatMoment(from, calendar),
        formatMoment(to, calendar),
        ...afflictions.map((found) => mountainsText(found, names)),
      ],
      "td",
    ),
  )
  .join("\n")}
</tbody></table>`;
}
