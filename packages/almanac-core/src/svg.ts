/**
 * Pictures of boards and years as SVG: an entry point of its own, for not every program draws.
 *
 * @packageDocumentation
 */
export { BOARD_STYLE, boardSvg, elementLegend, markOf } from "./drawing/board.ts";
export type { BoardSvgOptions } from "./drawing/board.ts";
export { escapeXml } from "./drawing/elements.ts";
export { yearPlot } from "./drawing/picture.ts";
export type { YearPlotOptions } from "./drawing/picture.ts";
export type { LayoutName } from "./drawing/layout.ts";
export { seriesOf } from "./drawing/series.ts";
export type { Point, Series } from "./drawing/series.ts";
