import { chown, open, rm, truncate, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../../errors.ts";
import { shell } from "../../guest/shell.ts";
import { ownerOf } from "../../host/owner.ts";
import type { Chord } from "../keyboard/chord.ts";
import type { Machine } from "./machine.ts";

/**
 * Where qemu puts a picture of the screen: a file that is opened before it becomes another user, who
 * may not walk to the node's folder.
 */
const PICTURE = "/dev/fd/5";

/** The command that runs qemu's `argv` so that it can put pictures into the file. */
export function withPicture(argv: readonly string[], picture: string): readonly string[] {
  return shell("with-picture", picture, ...argv);
}

/** Makes the file for pictures, which nobody but this user and that of qemu (`uid:gid`) can read. */
export async function makePictureFile(picture: string, runAs: string | undefined): Promise<void> {
  await rm(picture, { force: true });
  await writeFile(picture, "", { flag: "wx", mode: 0o600 });
  if (runAs === undefined) return;
  const { uid, gid } = ownerOf(runAs);
  await chown(picture, uid, gid);
}

/** No picture of a card's largest screen is larger. */
const MAX_PICTURE = 64 * 1024 ** 2;

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * The picture on the screen of the machine called `name`, as PNG.
 *
 * @param picture the file of {@link makePictureFile}
 * @throws FwError `E_QEMU` when qemu gives none
 */
export async function takePicture(
  name: string,
  machine: Machine,
  picture: string,
): Promise<Buffer> {
  // qemu talks to one at a time: until the talk ends, nobody else asks for another picture.
  return machine.talk(async (qmp) => {
    await qmp.execute("screendump", { filename: PICTURE, format: "png" });
    const png = await readPicture(picture);
    await truncate(picture, 0);
    if (png.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return png;
    throw new FwError("E_QEMU", `${name}: qemu gave no picture of the screen`);
  });
}

async function readPicture(picture: string): Promise<Buffer> {
  await using file = await open(picture, "r");
  const { size } = await file.stat();
  if (size > MAX_PICTURE)
    throw new FwError("E_QEMU", `${picture}: no screen's picture has ${size} bytes`);
  return file.readFile();
}

/** How long a key is held down, in milliseconds. */
const HOLD_MS = 15;

/** From one chord to the next: a keyboard holds but sixteen bytes that the guest has not read yet. */
const CHORD_MS = 45;

/** Presses chords one after the other. */
export async function pressKeys(
  machine: Machine,
  chords: readonly Chord[],
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const chord of chords) {
    signal?.throwIfAborted();
    const keys = chord.map((data) => ({ type: "qcode", data }));
    await machine.ask("send-key", { keys, "hold-time": HOLD_MS });
    await sleep(CHORD_MS);
  }
}
