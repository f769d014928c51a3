import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The folder for the documentation's pictures, which the tests make when it is named. */
const FOLDER = process.env["FW_PICTURES"];

/** Whether the documentation's pictures are made. */
export const picturesAreKept: boolean = FOLDER !== undefined;

/** Keeps a PNG for the documentation, when that is wanted. */
export async function keepPicture(name: string, png: Buffer): Promise<void> {
  if (FOLDER === undefined) return;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, `${name}.png`), png);
}
