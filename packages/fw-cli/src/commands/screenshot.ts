import { resolve } from "node:path";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { openNode } from "../faults/target.ts";
import { printResult } from "../ui/print.ts";
import { writeOutput } from "../ui/write-output.ts";
import { screenOf } from "../view/screen.ts";

/** `fw screenshot NODE [-o FILE]`: what is on the machine's screen, as PNG; `-` is standard output. */
export async function screenshotCommand(
  context: Context,
  word: string,
  output: string | undefined,
): Promise<void> {
  const { io } = context;
  const { lab, node } = await openNode(context, word);
  const { direct } = screenOf(lab, node);
  const toStdout = output === "-";
  if (toStdout && (context.json || io.stdout.isTTY === true)) {
    throw new FwError("E_USAGE", "-o - writes a picture to standard output", {
      hint: "name a file: fw screenshot NODE -o FILE.png; or send it to a program without --json",
      exitCode: 2,
    });
  }
  const png = await direct.picture(node.name);
  if (toStdout) {
    io.stdout.write(png);
    return;
  }
  const file = resolve(io.cwd, output ?? `${node.name}.png`);
  await writeOutput(file, png);
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  printResult(
    context,
    { node: node.name, file, width, height, bytes: png.length },
    () => `${file}: ${width}×${height}, the screen of ${node.name}`,
  );
}
