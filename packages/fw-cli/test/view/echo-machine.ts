import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { connectQmp } from "../../src/drivers/qemu/qmp.ts";
import { waitUntil } from "../../src/wait-until.ts";

/** A picture as qemu makes it: PPM, whose bytes are red, green, blue. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

/** A machine without a system: its screen is green on black, and shows the keys that are pressed. */
export interface EchoMachine extends AsyncDisposable {
  readonly qmp: string;
  readonly spice: string;
  readonly vnc: string;
  /** What is on the screen. */
  picture(): Promise<Picture>;
  /** Presses keys at the machine itself, by their names of qemu's (QKeyCode). */
  press(...keys: readonly string[]): Promise<void>;
}

/**
 * A boot sector: sets the graphics mode 12h, whose text has no blinking cursor, prints ">", and
 * repeats keys by the BIOS (INT 16h, function 0; INT 10h, functions 0 and 0Eh).
 */
const ECHO = Buffer.from("b81200cd10b03eeb0431c0cd16b40ebb0a00cd10ebf3", "hex");
const SECTOR = 512;
const DISK = 1024 ** 2;

/**
 * Starts the machine and waits until it repeats keys.
 *
 * @param sockets where it is reached; absent: in a folder of its own
 */
export async function startEchoMachine(
  sockets?: Pick<EchoMachine, "qmp" | "spice" | "vnc">,
): Promise<EchoMachine> {
  const dir = await mkdtemp(join(tmpdir(), "fw-echo-"));
  const disk = join(dir, "disk");
  const { qmp, spice, vnc } = sockets ?? {
    qmp: join(dir, "qmp"),
    spice: join(dir, "spice"),
    vnc: join(dir, "vnc"),
  };
  await writeFile(disk, bootable());
  const qemu = spawn(
    "qemu-system-x86_64",
    [
      "-machine",
      "pc",
      "-accel",
      "tcg",
      "-m",
      "32",
      "-nodefaults",
      "-vga",
      "std",
      "-display",
      "none",
      "-drive",
      `file=${disk},format=raw,if=ide`,
      "-qmp",
      `unix:${qmp},server=on,wait=off`,
      "-spice",
      `unix=on,addr=${spice},disable-ticketing=on,jpeg-wan-compression=never`,
      "-vnc",
      `unix:${vnc}`,
    ],
    { stdio: "ignore" },
  );
  const ask = async (command: string, args: Readonly<Record<string, unknown>>): Promise<void> => {
    await using open = await connectQmp(qmp, { withinMs: 10_000 });
    await open.execute(command, args);
  };
  const machine: EchoMachine = {
    qmp,
    spice,
    vnc,
    async picture() {
      const filename = join(dir, "screen.ppm");
      await ask("screendump", { filename });
      return parsePpm(await readFile(filename));
    },
    async press(...keys) {
      for (const data of keys) await ask("send-key", { keys: [{ type: "qcode", data }] });
    },
    async [Symbol.asyncDispose]() {
      await ended(qemu);
      await rm(dir, { recursive: true, force: true });
    },
  };
  try {
    const isReady = async (): Promise<boolean> => {
      const picture = await machine.picture();
      return picture.height === 480 && litPixels(picture) > 0;
    };
    await waitUntil(() => isReady().catch(() => false), {
      what: "the machine boots",
      timeoutMs: 60_000,
    });
    return machine;
  } catch (error) {
    await machine[Symbol.asyncDispose]();
    throw error;
  }
}

function bootable(): Buffer {
  const image = Buffer.alloc(DISK);
  ECHO.copy(image);
  image.writeUInt16LE(0xaa55, SECTOR - 2);
  return image;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}

/** PPM, binary (ppm(5)). */
export function parsePpm(file: Buffer): Picture {
  const [header, width, height] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString("latin1")) ?? [];
  if (header === undefined) throw new Error("no PPM");
  return { width: Number(width), height: Number(height), rgb: file.subarray(header.length) };
}

/** Whether two pictures are the same, pixel by pixel. */
export function isSamePicture(a: Picture, b: Picture): boolean {
  return a.width === b.width && a.height === b.height && a.rgb.equals(b.rgb);
}

/** How many pixels of the picture are not black. */
export function litPixels({ rgb }: Picture): number {
  let lit = 0;
  for (let at = 0; at < rgb.length; at += 3) if (rgb.readUIntBE(at, 3) !== 0) lit += 1;
  return lit;
}

/** The glyph in a column of the first line of text: 16 rows of 8 pixels. */
export function glyph({ width, rgb }: Picture, column: number): Buffer {
  const rows = Array.from({ length: 16 }, (_, y) => 3 * (y * width + 8 * column));
  return Buffer.concat(rows.map((start) => rgb.subarray(start, start + 3 * 8)));
}
