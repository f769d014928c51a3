import { FwError } from "../errors.ts";
import { errnoCode } from "../host/errno.ts";
import { replaceFile } from "../host/replace-file.ts";

/**
 * Writes the file that the user named: it appears complete, or stays as it was. Only its owner may
 * read it, because it shows a lab or a network from the inside.
 *
 * @throws FwError `E_IO`
 */
export async function writeOutput(file: string, content: string | Buffer): Promise<void> {
  try {
    await replaceFile(file, content);
  } catch (cause) {
    throw new FwError("E_IO", `cannot write ${file}: ${errnoCode(cause) ?? String(cause)}`, {
      place: "--output",
      value: file,
      hint: "name a file in a folder that exists and that you may write to",
      cause,
    });
  }
}
