import { stepText } from "../../faults/step.ts";
import type { Timeline } from "../trial-result.ts";
import { roundSteps, scale } from "./axis.ts";
import { escapeXml } from "./escape-xml.ts";
import { longestGapOf, type Span } from "./zoom.ts";

const WIDTH = 1000;
const LEFT = 175;
const ROW = 24;
const BAR = 16;
const HEAD = 30;

/** How a bar of a node looks; the same in every row. */
const nodeClass = (nodes: readonly string[], node: string): string =>
  `node${Math.max(0, nodes.indexOf(node)) + 1}`;

/**
 * One trial as a picture: the role of each firewall, who holds each virtual address (both at once
 * in red), every arrival of one flow of each class with its longest gap, resets, and each step as
 * a vertical line where it took effect, behind the time that its command took.
 *
 * @param window the part of the trial to show, in milliseconds from the fault
 */
export function timelineSvg(timeline: Timeline, window: Span): string {
  const { tenures, roles, arrivals, resets, steps } = timeline;
  const { from, to } = window;
  const x = scale(from, to, LEFT, WIDTH - 10);
  const nodes = [...new Set([...roles, ...tenures].map(({ node }) => node))].toSorted();
  const rows: string[] = [];
  const top = (): number => HEAD + rows.length * ROW;
  const row = (label: string, marks: readonly string[]): void => {
    const text = `<text class="label" x="${LEFT - 8}" y="${top() + 13}">${escapeXml(label)}</text>`;
    rows.push(
      `<line class="rule" x1="${LEFT}" x2="${WIDTH - 10}" y1="${top() + 20}" y2="${top() + 20}"/>${text}${marks.join("")}`,
    );
  };
  const bar = (start: number, end: number, look: string, text = ""): string => {
    if (end < from || start > to) return "";
    const [left, width] = [x(start), Math.max(1, x(end) - x(start))];
    const words = width > 7 * text.length + 6 ? text : "";
    return `<rect class="${look}" x="${left.toFixed(1)}" y="${top() + 1}" width="${width.toFixed(1)}" height="${BAR}"/>${
      words === ""
        ? ""
        : `<text class="in" x="${(left + 5).toFixed(1)}" y="${top() + 13}">${escapeXml(words)}</text>`
    }`;
  };

  for (const node of nodes) {
    const own = roles.filter((tenure) => tenure.node === node);
    row(
      node,
      own.map((t) =>
        bar(
          t.from,
          t.to ?? timeline.to,
          t.role === "primary" ? nodeClass(nodes, node) : t.role === "backup" ? "backup" : "fault",
          t.role,
        ),
      ),
    );
  }
  for (const vip of new Set(tenures.map((tenure) => tenure.vip))) {
    const own = tenures.filter((tenure) => tenure.vip === vip);
    const bars = own.map((t) => bar(t.from, t.to ?? timeline.to, nodeClass(nodes, t.node), t.node));
    row(`owner of ${vip}`, [
      ...bars,
      ...overlaps(own, timeline.to).map((s) => bar(s.from, s.to, "two", "two")),
    ]);
  }
  for (const { name, at } of arrivals) {
    const gap = longestGapOf(at, timeline.settled);
    const marked =
      gap === undefined ? "" : bar(gap.from, gap.to, "gap", `${(gap.to - gap.from).toFixed(0)} ms`);
    row(name, [ticks(at, window, x, top()), marked]);
  }
  row(
    "resets",
    resets.map((at) => bar(at, at, "two")),
  );
  const bottom = top();
  const grid = roundSteps(from, to).map(
    (at) =>
      `<line class="grid" x1="${x(at).toFixed(1)}" x2="${x(at).toFixed(1)}" y1="${HEAD}" y2="${bottom}"/><text class="tick" x="${x(at).toFixed(1)}" y="${bottom + 16}">${at}${at === 0 ? " ms" : ""}</text>`,
  );
  const given = steps
    .filter(({ at }) => at >= from && at <= to)
    .map(
      ({ at, effectAt = at, step }, index) =>
        commandBand(x(at), x(Math.min(effectAt, to)), bottom) +
        stepLine(x(Math.min(effectAt, to)), bottom, index, stepText(step)),
    );
  return `<svg viewBox="0 0 ${WIDTH} ${bottom + ROW}" role="img" aria-label="timeline of a trial, milliseconds from the fault">${grid.join("")}${rows.join("")}${given.join("")}</svg>`;
}

/** Arrivals closer than half a pixel are drawn once. */
function ticks(
  at: readonly number[],
  { from, to }: Span,
  x: (at: number) => number,
  y: number,
): string {
  const shown = at.filter((time) => time >= from && time <= to);
  const columns = [...new Set(shown.map((time) => Math.round(x(time) * 2) / 2))];
  const path = columns.map((column) => `M${column} ${y + 3}v${BAR - 4}`).join("");
  return `<path class="arrivals" d="${path}"/>`;
}

/** When two nodes held the same address. */
function overlaps(tenures: Timeline["tenures"], end: number): readonly Span[] {
  return tenures.flatMap((one, index) =>
    tenures
      .slice(index + 1)
      .filter(({ node }) => node !== one.node)
      .map((other) => ({
        from: Math.max(one.from, other.from),
        to: Math.min(one.to ?? end, other.to ?? end),
      }))
      .filter(({ from, to }) => to > from),
  );
}

/** From the command's beginning to the instant of its effect: nothing has happened to the pair yet. */
function commandBand(left: number, right: number, bottom: number): string {
  if (right - left < 1) return "";
  return `<rect class="command" x="${left.toFixed(1)}" y="${HEAD}" width="${(right - left).toFixed(1)}" height="${bottom - HEAD}"/>`;
}

function stepLine(at: number, bottom: number, index: number, text: string): string {
  const y = index % 2 === 0 ? 11 : 24;
  const place =
    at > WIDTH * 0.8
      ? `x="${(at - 4).toFixed(1)}" text-anchor="end"`
      : `x="${(at + 4).toFixed(1)}"`;
  return `<line class="step" x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="${y - 8}" y2="${bottom}"/><text class="step" ${place} y="${y}">${escapeXml(text)}</text>`;
}
