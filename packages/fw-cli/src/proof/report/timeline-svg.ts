import { stepText } from "../faults/step.ts";
import type { Timeline } from "../trial.ts";
import { escapeXml } from "./escape-xml.ts";

const WIDTH = 1000;
const LEFT = 130;
const ROW = 22;
const COLOURS = ["#2b6cb0", "#c05621", "#2f855a", "#6b46c1"];

/**
 * One trial as a picture: who holds each virtual address, every arrival of one
 * flow a class (a gap is white), resets in red, and the steps as vertical lines.
 */
export function timelineSvg(timeline: Timeline): string {
  const { from, to, tenures, arrivals, resets, steps } = timeline;
  const x = (at: number): number =>
    LEFT + ((Math.min(Math.max(at, from), to) - from) / (to - from)) * (WIDTH - LEFT);
  const nodes = [...new Set(tenures.map(({ node }) => node))].toSorted();
  const vips = [...new Set(tenures.map(({ vip }) => vip))];
  const rows: string[] = [];
  let y = ROW;
  const row = (label: string, marks: string): void => {
    rows.push(`<text x="0" y="${y + 14}">${escapeXml(label)}</text>${marks}`);
    y += ROW;
  };
  const bar = (start: number, end: number, colour: string): string =>
    `<rect x="${x(start).toFixed(1)}" y="${y + 3}" width="${Math.max(0.5, x(end) - x(start)).toFixed(1)}" height="${ROW - 8}" fill="${colour}"/>`;

  for (const vip of vips) {
    for (const [index, node] of nodes.entries()) {
      const own = tenures.filter((tenure) => tenure.vip === vip && tenure.node === node);
      const colour = COLOURS[index % COLOURS.length] ?? "";
      row(
        `${vip} ${node}`,
        own.map((tenure) => bar(tenure.from, tenure.to ?? to, colour)).join(""),
      );
    }
  }
  for (const { name, at } of arrivals) row(name, ticks(at, x, y));
  row("resets", resets.map((at) => bar(at, at, "#e53e3e")).join(""));
  const lines = steps.map(({ at, step }, index) => stepLine(x(at), y, index, stepText(step)));
  const axis = `<text x="${LEFT}" y="${y + 16}">${from.toFixed(0)} ms</text><text x="${WIDTH}" y="${y + 16}" text-anchor="end">${to.toFixed(0)} ms after the fault</text>`;
  return `<svg viewBox="0 0 ${WIDTH} ${y + ROW}" role="img" aria-label="timeline of a trial">${rows.join("")}${lines.join("")}${axis}</svg>`;
}

/** Arrivals closer than a pixel are drawn once. */
function ticks(at: readonly number[], x: (at: number) => number, y: number): string {
  const columns = [...new Set(at.map((time) => Math.round(x(time) * 2) / 2))];
  const path = columns.map((column) => `M${column} ${y + 3}v${ROW - 8}`).join("");
  return `<path d="${path}" stroke="#4a5568" stroke-width="0.5"/>`;
}

function stepLine(at: number, height: number, index: number, text: string): string {
  return `<line x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="${ROW - 4}" y2="${height}" stroke="#e53e3e" stroke-dasharray="3 2"/><text x="${(at + 3).toFixed(1)}" y="${index % 2 === 0 ? 10 : 20}" fill="#e53e3e">${escapeXml(text)}</text>`;
}
