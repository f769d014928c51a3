import { roundSteps, scale } from "./axis.ts";
import { escapeXml } from "./escape-xml.ts";

/** One line of a strip plot: what was measured in each trial. */
export interface Strip {
  readonly name: string;
  /** Milliseconds. */
  readonly values: readonly number[];
}

const WIDTH = 1000;
const LEFT = 175;
const ROW = 22;

/** Every trial as a dot, and the median of each line as a stroke. */
export function stripSvg(strips: readonly Strip[]): string {
  const most = Math.max(1, ...strips.flatMap(({ values }) => values));
  const x = scale(0, most * 1.05, LEFT, WIDTH - 10);
  const bottom = strips.length * ROW + 4;
  const grid = roundSteps(0, most * 1.05).map(
    (at) =>
      `<line class="grid" x1="${x(at).toFixed(1)}" x2="${x(at).toFixed(1)}" y1="0" y2="${bottom}"/><text class="tick" x="${x(at).toFixed(1)}" y="${bottom + 14}">${at}${at === 0 ? " ms" : ""}</text>`,
  );
  const rows = strips.map(({ name, values }, index) => {
    const y = index * ROW + ROW / 2 + 2;
    const median = values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1];
    const dots = values.map(
      (value) => `<circle class="dot" cx="${x(value).toFixed(1)}" cy="${y}" r="4"/>`,
    );
    const stroke =
      median === undefined
        ? ""
        : `<line class="median" x1="${x(median).toFixed(1)}" x2="${x(median).toFixed(1)}" y1="${y - 9}" y2="${y + 9}"/>`;
    return `<text class="label" x="${LEFT - 8}" y="${y + 4}">${escapeXml(name)}</text>${dots.join("")}${stroke}`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${bottom + ROW}" role="img" aria-label="each trial as a dot, the median as a stroke">${grid.join("")}${rows.join("")}</svg>`;
}
