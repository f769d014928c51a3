import { setTimeout as sleep } from "node:timers/promises";

import type { Driver } from "../../src/drivers/driver.ts";
import { never, waitUntil } from "../../src/wait-until.ts";
import { fwOk } from "../e2e/fw.ts";
import { isSamePicture, type Picture } from "../view/echo-machine.ts";
import type { DesktopLab } from "./desktop-lab.ts";
import { parsePng } from "./png.ts";

/** What can be asked of a terminal that one sees and types into. */
export interface Terminal {
  /** Puts a file into the machine. */
  readonly copyIn: (path: string, text: string) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  readonly picture: () => Promise<Picture>;
  /** What the shell writes before each command. */
  readonly prompt: string;
}

/** Reads what a terminal shows. */
export type TerminalReader = (picture: Picture) => readonly string[];

/** icewm's bar with its clock, at the bottom of the screen. */
const BAR = 32;
const COLUMNS = 100;
const ROWS = 34;
const WHITE = 0xff_ff_ff;
const SETTLE_MS = 400;

/** Where a terminal's characters are. */
interface Grid {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Every character that a US keyboard types, but the space. */
const CHARACTERS = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 0x21 + index));

/** The terminal on a desktop, seen and typed into by `fw`'s commands. */
export function terminalOn(desktops: DesktopLab, node: string): Terminal {
  const { lab, env } = desktops;
  return {
    prompt: `user@${node}:~$ `,
    copyIn: (path, text) => lab.driver.copyIn(node, path, Buffer.from(text), 0o644),
    type: async (text) => void (await fwOk(["type", node, text], env)),
    picture: () => desktops.screenshot(node),
  };
}

/** Waits until a key changes the white window of the terminal; takes the key back. */
export async function terminalTakesKeys(
  { screen }: Pick<Driver, "screen">,
  node: string,
  timeoutMs = 240_000,
): Promise<void> {
  if (screen === undefined) throw new TypeError(`${node} has no screen`);
  const picture = async (): Promise<Picture> => parsePng(await screen.picture(node));
  const isWindow = ({ rgb }: Picture): boolean => countOf(WHITE, rgb) > rgb.length / 3 / 4;
  await waitUntil(
    async () => {
      const before = await picture().catch(() => undefined);
      if (before === undefined || !isWindow(before)) return false;
      await screen.press(node, [["a"]]);
      await sleep(SETTLE_MS);
      const after = await picture();
      if (isSameDesktop(before, after) || !isWindow(after)) return false;
      // Of several keys that came before the shell did, none stays.
      await screen.press(node, [["ctrl", "u"]]);
      return true;
    },
    { what: `the terminal of ${node} takes keys`, timeoutMs, signal: never },
  );
}

/** Learns how a terminal's font looks from a text that is known, and where the characters are from the cursor. */
export async function learnTerminal(terminal: Terminal): Promise<TerminalReader> {
  // Apart from each other, so that none reaches into its neighbour's place.
  const spaced = CHARACTERS.split("").join(" ");
  const lines = [spaced.slice(0, spaced.length / 2), spaced.slice(spaced.length / 2)];
  await terminal.copyIn("/tmp/characters", `${lines.join("\n")}\n`);
  await terminal.type("clear; cat /tmp/characters\n");
  const before = await settled(terminal.picture);
  await terminal.type(" ");
  const after = await settled(terminal.picture);
  const cursor = changedBox(before, after);
  // The cursor has gone from one place to the next: the box is as wide as both.
  const [width, height] = [cursor.width / 2, cursor.height];
  const grid: Grid = {
    width,
    height,
    x: cursor.x - width * terminal.prompt.length,
    y: cursor.y - height * lines.length,
  };
  const size = 3 * grid.width * grid.height;
  const glyphs = new Map<string, Buffer>([
    [" ", Buffer.alloc(size, 0xff)],
    ["█", Buffer.alloc(size)],
  ]);
  for (const [row, line] of lines.entries()) {
    for (const [column, character] of line.split("").entries()) {
      if (character !== " ") glyphs.set(character, cell(after, grid, row, column));
    }
  }
  const looks = new Set([...glyphs.values()].map((glyph) => glyph.toString("latin1")));
  if (looks.size < glyphs.size) throw new Error("characters look alike: this is no terminal");
  return (picture) => readRows(picture, grid, glyphs);
}

function readRows(
  picture: Picture,
  grid: Grid,
  glyphs: ReadonlyMap<string, Buffer>,
): readonly string[] {
  const known = new Map(
    [...glyphs].map(([character, look]) => [look.toString("latin1"), character]),
  );
  const character = (row: number, column: number): string => {
    const look = cell(picture, grid, row, column);
    const key = look.toString("latin1");
    const found = known.get(key) ?? nearest(look, glyphs);
    known.set(key, found);
    return found;
  };
  const columns = Array.from({ length: COLUMNS }, (_, column) => column);
  const line = (row: number): string => columns.map((column) => character(row, column)).join("");
  return Array.from({ length: ROWS }, (_, row) => line(row).trimEnd());
}

/** Neighbours may reach into a character's place by a pixel. */
function nearest(look: Buffer, glyphs: ReadonlyMap<string, Buffer>): string {
  const distances = [...glyphs].map(
    ([character, glyph]) =>
      [
        glyph.reduce((sum, byte, at) => sum + Math.abs(byte - (look[at] ?? 0)), 0),
        character,
      ] as const,
  );
  return distances.reduce((best, other) => (other[0] < best[0] ? other : best))[1];
}

function cell({ width, rgb }: Picture, grid: Grid, row: number, column: number): Buffer {
  const rows = Array.from({ length: grid.height }, (_, y) => {
    const start = 3 * ((grid.y + row * grid.height + y) * width + grid.x + column * grid.width);
    return rgb.subarray(start, start + 3 * grid.width);
  });
  return Buffer.concat(rows);
}

/** Two pictures of the same, one after the other; the clock in the bar may go on. */
async function settled(picture: () => Promise<Picture>): Promise<Picture> {
  let last = await picture();
  return waitUntil(
    async () => {
      await sleep(SETTLE_MS);
      const now = await picture();
      const same = isSameDesktop(last, now);
      last = now;
      return same && now;
    },
    { what: "the screen stands still", timeoutMs: 60_000, signal: never },
  );
}

/** Whether two pictures show the same, whatever the clock in the bar says. */
export function isSameDesktop(one: Picture, other: Picture): boolean {
  return isSamePicture(aboveBar(one), aboveBar(other));
}

/** The places of all squares that are black, which no part of a desktop is: the clock is lower. */
export function blackTiles({ width, height, rgb }: Picture): readonly string[] {
  const side = 24;
  const black: string[] = [];
  for (let y = 0; y + side <= height; y += side) {
    for (let x = 0; x + side <= width; x += side) {
      const rows = Array.from({ length: side }, (_, row) => {
        const start = 3 * ((y + row) * width + x);
        return rgb.subarray(start, start + 3 * side);
      });
      if (rows.every((row) => row.every((byte) => byte === 0))) black.push(`${x},${y}`);
    }
  }
  return black;
}

/** What is above the bar, which changes by itself. */
export function aboveBar({ width, height, rgb }: Picture): Picture {
  return { width, height: height - BAR, rgb: rgb.subarray(0, 3 * width * (height - BAR)) };
}

/** The smallest box around all that is different, the bar aside. */
function changedBox(one: Picture, other: Picture): Grid {
  const [before, after] = [aboveBar(one).rgb, aboveBar(other).rgb];
  const xs: number[] = [];
  const ys: number[] = [];
  for (let at = 0; at < before.length; at += 3) {
    if (before.readUIntBE(at, 3) === after.readUIntBE(at, 3)) continue;
    xs.push((at / 3) % one.width);
    ys.push(Math.floor(at / 3 / one.width));
  }
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 };
}

function countOf(colour: number, rgb: Buffer): number {
  let count = 0;
  for (let at = 0; at < rgb.length; at += 3) if (rgb.readUIntBE(at, 3) === colour) count += 1;
  return count;
}
