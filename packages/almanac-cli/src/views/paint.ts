import { styleText } from "node:util";

import type { Io } from "../io.ts";

type Format = Parameters<typeof styleText>[0];

/** Colours a text, or leaves it as it is. */
export type Paint = (format: Format, text: string) => string;

/** Whether the output may hold colour codes: a terminal, unless the user says otherwise. */
function wantsColour({ env, stdout }: Io): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
  return stdout.isTTY === true && env["TERM"] !== "dumb";
}

/** The painter for an output: codes on a terminal, plain text on a pipe. */
export function createPaint(io: Io): Paint {
  return wantsColour(io)
    ? (format, text) => styleText(format, text, { validateStream: false })
    : (_, text) => text;
}
