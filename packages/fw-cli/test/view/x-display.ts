import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { execa } from "execa";

import { waitUntil } from "../../src/wait-until.ts";
import type { Picture } from "./echo-machine.ts";

/** A screen that nobody sees, with a window manager on it. */
export interface XDisplay extends AsyncDisposable {
  /** What a program needs to open windows there. */
  readonly env: Readonly<Record<string, string>>;
  /** What is on it. */
  picture(): Promise<Picture>;
  /** Runs xdotool(1) on it; returns what that prints. */
  xdotool(...words: readonly string[]): Promise<string>;
}

/** Starts Xvfb on a free display, and openbox: without a window manager a viewer sends no sizes. */
export async function startXDisplay(): Promise<XDisplay> {
  const dir = await mkdtemp(join(tmpdir(), "fw-x-"));
  const screen = ["-screen", "0", "1280x800x24", "-fbdir", dir];
  // Else it begins anew when its last client leaves: a look whether the window manager is there yet
  // would cut that off, if it comes just then.
  const lasting = "-noreset";
  const server = spawn("Xvfb", ["-displayfd", "1", "-nolisten", "tcp", lasting, ...screen], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [number] = (await once(server.stdout, "data")) as [Buffer];
  void text(server.stdout);
  const env = {
    DISPLAY: `:${number.toString().trim()}`,
    HOME: dir,
    PATH: process.env["PATH"] ?? "",
    XDG_RUNTIME_DIR: dir,
    // The viewer decodes pictures itself; GStreamer would first load each plugin that the host has.
    GST_PLUGIN_SYSTEM_PATH_1_0: "",
  };
  const manager = spawn("openbox", [], { env, stdio: "ignore" });
  const run = async (
    words: readonly string[],
  ): Promise<{ readonly stdout: string; readonly failed: boolean }> =>
    execa("xdotool", words, { env, extendEnv: false, reject: false });
  // Without a window manager it prints a desktop's number all the same, and fails.
  await waitUntil(async () => !(await run(["get_desktop"])).failed, {
    what: "the window manager starts",
    timeoutMs: 30_000,
  });
  // Else the pointer would be a part of the pictures of windows.
  await run(["mousemove", "1279", "799"]);
  return {
    env,
    xdotool: async (...words) => (await run(words)).stdout,
    picture: async () => parseXwd(await readFile(join(dir, "Xvfb_screen0"))),
    async [Symbol.asyncDispose]() {
      for (const child of [manager, server]) await end(child);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill();
  await exit;
}

/** A dump of an X window (XWDFile.h) with 32 bits a pixel: blue, green, red, nothing. */
function parseXwd(file: Buffer): Picture {
  const field = (index: number): number => file.readUInt32BE(4 * index);
  const [headerSize, width, height, bytesPerLine, colours] = [0, 4, 5, 12, 19].map(field);
  if (!headerSize || !width || !height || !bytesPerLine) throw new Error("no dump of a window");
  const pixels = headerSize + 12 * (colours ?? 0);
  const rgb = Buffer.alloc(3 * width * height);
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, to += 3) {
      const from = pixels + y * bytesPerLine + 4 * x;
      rgb.writeUIntBE(file.readUIntLE(from, 3), to, 3);
    }
  }
  return { width, height, rgb };
}

/** Whether the small picture, which must not be black, is somewhere in the large one, pixel by pixel. */
export function contains(large: Picture, small: Picture): boolean {
  const row = (picture: Picture, x: number, y: number): Buffer => {
    const start = 3 * (y * picture.width + x);
    return picture.rgb.subarray(start, start + 3 * small.width);
  };
  const rows = Array.from({ length: small.height }, (_, y) => row(small, 0, y));
  // The row that has most to tell apart is looked for first.
  const tell = rows.reduce((best, bytes, y) => (lit(bytes) > lit(rows[best]) ? y : best), 0);
  if (lit(rows[tell]) === 0) return false;
  for (let y = 0; y + small.height <= large.height; y += 1) {
    for (let x = 0; x + small.width <= large.width; x += 1) {
      if (!rows[tell]?.equals(row(large, x, y + tell))) continue;
      if (rows.every((bytes, dy) => bytes.equals(row(large, x, y + dy)))) return true;
    }
  }
  return false;
}

function lit(bytes: Buffer | undefined): number {
  return bytes?.reduce((sum, byte) => sum + (byte === 0 ? 0 : 1), 0) ?? 0;
}
