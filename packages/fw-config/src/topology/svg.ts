import type { Topology, TopologyNetwork, TopologyPort, TopologyVip } from "./topology.ts";
import {
  holderProblem,
  neighboursOf,
  networkLines,
  roleWord,
  topologySummary,
  type Neighbour,
} from "./words.ts";

const MARGIN = 24;
/** Above the first line: the title, and the firewalls' names. */
const HEADER = 104;
const LINE = 16;
const PAD = 10;
/** Between two things of a row that do not touch. */
const SPACE = 28;
/** Between two rows. */
const ROW_SPACE = 22;

const STYLE = `:root { --paper: #ffffff; --ink: #111827; --soft: #4b5563; --box: #f8fafc; --edge: #94a3b8; --good: #15803d; --bad: #b91c1c }
@media (prefers-color-scheme: dark) { :root { --paper: #0f172a; --ink: #f1f5f9; --soft: #cbd5e1; --box: #1e293b; --edge: #64748b; --good: #4ade80; --bad: #f87171 } }
text { fill: var(--ink); font: 13px "Noto Sans", "DejaVu Sans", system-ui, sans-serif }
.title { font-size: 20px; font-weight: 700 } .name { font-weight: 700 } .soft { fill: var(--soft) }
.mono { font: 12px ui-monospace, "DejaVu Sans Mono", monospace } .mid { text-anchor: middle }
.firewall { fill: var(--box); stroke: var(--edge); stroke-width: 1.5 } .primary { stroke: var(--good); stroke-width: 3 } .fault { stroke: var(--bad); stroke-width: 3 }
.box { fill: var(--paper); stroke-width: 1.5 } .routed { stroke-dasharray: 5 4 } .wire { fill: none; stroke-width: 5; stroke-linecap: round }
.stub { fill: none; stroke-width: 2.5 } .sync { stroke-dasharray: 2 9 } .vip { stroke-width: 2.5; fill: var(--paper) } .wrong { stroke: var(--bad) } text.wrong { fill: var(--bad); stroke: none }`;

/** Readable on white and on a dark page; they tell lines apart and mean nothing. */
const COLOURS = ["#d97706", "#2563eb", "#0d9488", "#9333ea", "#db2777", "#65a30d"];
const SYNC_COLOUR = "#64748b";

/** Where the columns are, from the widest text in each. */
interface Columns {
  /** The left edge of the networks' names. */
  readonly names: number;
  /** The left edges of the firewalls, in their order. */
  readonly firewalls: readonly number[];
  readonly firewallWidth: number;
  /** The middle of the virtual addresses. */
  readonly vips: number;
  readonly vipWidth: number;
  /** The left edge of what else is on a network. */
  readonly neighbours: number;
  readonly neighbourWidth: number;
  readonly width: number;
}

/** A network's share of the picture. */
interface Row {
  readonly network: TopologyNetwork;
  readonly neighbours: readonly Neighbour[];
  readonly colour: string;
  /** Where its line runs. */
  readonly middle: number;
}

/**
 * The topology as an SVG picture: each network a line, each firewall a column that the lines run
 * through, virtual addresses between the two. It follows the reader's light or dark scheme.
 */
export function topologySvg(topology: Topology): string {
  const columns = columnsOf(topology);
  const { rows, bottom } = rowsOf(topology);
  const height = bottom + MARGIN;
  const { width } = columns;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(topologySummary(topology))}">`,
    `<style>${STYLE}</style>`,
    `<rect width="${width}" height="${height}" style="fill:var(--paper)"/>`,
    text(MARGIN, 40, "title", topology.name),
    ...topology.firewalls.map((_, i) => firewallSvg(topology, i, columns, bottom)),
    ...rows.map((row) => rowSvg(row, topology, columns)),
    "</svg>",
  ].join("\n")}\n`;
}

function columnsOf({ name, firewalls, networks }: Topology): Columns {
  const ports = networks.flatMap((network) => network.ports);
  const vips = networks.flatMap((network) => network.vips);
  const neighbours = networks.flatMap(neighboursOf);
  const widest = (widths: readonly number[]): number => Math.ceil(Math.max(0, ...widths));
  const namesWidth = widest([
    ...networks.map((network) => nameWidth(network.name)),
    ...networks.flatMap((network) => networkLines(network).map(monoWidth)),
  ]);
  const firewallWidth =
    widest([
      ...firewalls.map((one) => Math.max(nameWidth(one.name), nameWidth(roleWord(one.role)))),
      ...ports.flatMap((port) => [nameWidth(port.interface), ...port.addresses.map(monoWidth)]),
    ]) +
    4 * PAD;
  const vipWidth = widest(vips.map((vip) => monoWidth(vipText(vip, firewalls[0]?.name)))) + 2 * PAD;
  const neighbourWidth =
    widest(neighbours.flatMap((one) => [nameWidth(one.name), ...one.detail.map(monoWidth)])) +
    2 * PAD;
  const first = MARGIN + namesWidth + SPACE;
  const second = first + firewallWidth + SPACE + vipWidth + SPACE;
  const beside = second + firewallWidth + 2 * SPACE;
  const right = neighbours.length === 0 ? second + firewallWidth : beside + neighbourWidth;
  return {
    names: MARGIN,
    firewalls: [first, second],
    firewallWidth,
    vips: (first + firewallWidth + second) / 2,
    vipWidth,
    neighbours: beside,
    neighbourWidth,
    width: Math.max(right, MARGIN + Math.ceil(name.length * 14)) + MARGIN,
  };
}

function rowsOf({ networks }: Topology): {
  readonly rows: readonly Row[];
  readonly bottom: number;
} {
  let top = HEADER;
  let coloured = 0;
  const rows = networks.map((network): Row => {
    const neighbours = neighboursOf(network);
    const height = Math.max(
      (1 + networkLines(network).length) * LINE,
      ...network.ports.map(portHeight),
      network.vips.length * vipPitch,
      neighbours.reduce((sum, one) => sum + neighbourHeight(one) + PAD, -PAD),
    );
    const middle = Math.round(top + height / 2);
    top += height + ROW_SPACE;
    const colour = network.sync ? SYNC_COLOUR : COLOURS[coloured++ % COLOURS.length];
    return { network, neighbours, colour: colour ?? SYNC_COLOUR, middle };
  });
  return { rows, bottom: Math.round(top - ROW_SPACE + PAD) };
}

function firewallSvg(
  { firewalls }: Topology,
  index: number,
  { firewalls: lefts, firewallWidth }: Columns,
  bottom: number,
): string {
  const { name, role } = firewalls[index] ?? { name: "" };
  const left = lefts[index] ?? 0;
  const middle = left + firewallWidth / 2;
  const top = HEADER - 52;
  const state = role === "primary" || role === "fault" ? ` ${role}` : "";
  return [
    `<rect class="firewall${state}" x="${left}" y="${top}" width="${firewallWidth}" height="${bottom - top}" rx="10"/>`,
    text(middle, top + (role === undefined ? 26 : 18), "name mid", name),
    ...(role === undefined ? [] : [text(middle, top + 34, "soft mid", roleWord(role))]),
  ].join("");
}

function rowSvg(row: Row, topology: Topology, columns: Columns): string {
  const { network, neighbours, colour, middle } = row;
  const left = (columns.firewalls[0] ?? 0) - SPACE + PAD;
  const right =
    neighbours.length > 0
      ? columns.neighbours - SPACE
      : (columns.firewalls[1] ?? 0) + columns.firewallWidth + (network.sync ? -2 * PAD : SPACE);
  const lines = networkLines(network);
  const first = middle - (lines.length * LINE) / 2 + 4;
  return [
    `<g style="stroke:${colour}">`,
    `<path class="wire${network.sync ? " sync" : ""}" d="M${left} ${middle}H${right}"/>`,
    neighboursSvg(row, columns),
    ...network.ports.map((port) => {
      const index = topology.firewalls.findIndex(({ name }) => name === port.firewall);
      return portSvg(port, columns.firewalls[index] ?? 0, columns.firewallWidth, middle);
    }),
    ...network.vips.map((vip, i) =>
      vipSvg(vip, topology.firewalls[0]?.name, columns, vipMiddle(middle, i, network.vips.length)),
    ),
    "</g>",
    text(columns.names, first, "name", network.name),
    ...lines.map((line, i) => text(columns.names, first + (i + 1) * LINE, "mono soft", line)),
  ].join("");
}

/** Each on a branch of the network's line. */
function neighboursSvg({ neighbours, middle }: Row, columns: Columns): string {
  const heights = neighbours.map(neighbourHeight);
  const total = heights.reduce((sum, height) => sum + height + PAD, -PAD);
  let top = Math.round(middle - total / 2);
  const spine = columns.neighbours - SPACE;
  return neighbours
    .map((one, i) => {
      const height = heights[i] ?? 0;
      const centre = top + height / 2;
      const box = `<rect class="box${one.kind === "routed" ? " routed" : ""}" x="${columns.neighbours}" y="${top}" width="${columns.neighbourWidth}" height="${height}" rx="${one.kind === "routed" ? 14 : 4}"/>`;
      const words = boxText(
        columns.neighbours + columns.neighbourWidth / 2,
        top,
        [one.name],
        one.detail,
      );
      const branch = `<path class="stub" d="M${spine} ${middle}V${centre}H${columns.neighbours}"/>`;
      top += height + PAD;
      return branch + box + words;
    })
    .join("");
}

function portSvg(port: TopologyPort, left: number, width: number, middle: number): string {
  const height = portHeight(port);
  const top = Math.round(middle - height / 2);
  return [
    `<rect class="box" x="${left + PAD}" y="${top}" width="${width - 2 * PAD}" height="${height}" rx="6"/>`,
    boxText(left + width / 2, top, [port.interface], port.addresses),
  ].join("");
}

function vipSvg(
  vip: TopologyVip,
  leftFirewall: string | undefined,
  { vips, vipWidth }: Columns,
  middle: number,
): string {
  const wrong = holderProblem(vip) === undefined ? "" : " wrong";
  return [
    `<rect class="vip${wrong}" x="${vips - vipWidth / 2}" y="${middle - 12}" width="${vipWidth}" height="24" rx="12"/>`,
    text(vips, middle + 4, `mono mid${wrong}`, vipText(vip, leftFirewall)),
  ].join("");
}

const vipPitch = 30;

function vipMiddle(middle: number, index: number, count: number): number {
  return Math.round(middle + (index - (count - 1) / 2) * vipPitch);
}

/** `◀ VIP 192.0.2.1`: it points at the firewall that holds it. */
function vipText(vip: TopologyVip, leftFirewall: string | undefined): string {
  const { address, holders } = vip;
  const problem = holderProblem(vip);
  if (problem !== undefined) return `${address}: ${problem}`;
  if (holders === undefined) return `VIP ${address}`;
  return holders[0] === leftFirewall ? `◀ VIP ${address}` : `VIP ${address} ▶`;
}

function portHeight({ addresses }: TopologyPort): number {
  return (1 + addresses.length) * LINE + PAD;
}

function neighbourHeight({ detail }: Neighbour): number {
  return (1 + detail.length) * LINE + PAD;
}

/** Names above, what belongs to them below, in a box. */
function boxText(
  x: number,
  top: number,
  names: readonly string[],
  details: readonly string[],
): string {
  return [
    ...names.map((name, i) => text(x, top + 17 + i * LINE, "name mid", name)),
    ...details.map((detail, i) =>
      text(x, top + 17 + (names.length + i) * LINE, "mono mid soft", detail),
    ),
  ].join("");
}

function text(x: number, y: number, style: string, content: string): string {
  return `<text class="${style}" x="${x}" y="${y}" style="stroke:none">${escapeXml(content)}</text>`;
}

/** How wide a bold name may be in any of the fonts. */
function nameWidth(name: string): number {
  return Array.from(name, (letter) => (/[mwMW@]/.test(letter) ? 14 : 9)).reduce((a, b) => a + b, 0);
}

function monoWidth(line: string): number {
  return line.length * 7.4;
}

function escapeXml(content: string): string {
  return content.replace(/[<>&"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
