import { jsonText, printable, printableInColour } from "toolkit/printable";

import type { Context } from "../context.ts";
import type { Io } from "../io.ts";

/** The version of every document that `--json` prints; it rises when a key changes its meaning or goes. */
export const JSON_VERSION = 1;

/** Prints a result: as a JSON document when asked for, else what `text` says. */
export function printResult(context: Context, value: object, text: () => string): void {
  if (context.json) {
    context.io.stdout.write(`${jsonText({ version: JSON_VERSION, ...value }, 2)}\n`);
  } else printText(context.io, text());
}

/** Prints text as a result; nothing when it is empty. */
export function printText({ stdout }: Pick<Io, "stdout">, text: string): void {
  const shown = stdout.isTTY === true ? printableInColour(text) : printable(text);
  if (shown !== "") stdout.write(`${shown}\n`);
}

/** Prints a JSON document on one line. */
export function printJsonLine({ stdout }: Pick<Io, "stdout">, value: object): void {
  stdout.write(`${jsonText({ version: JSON_VERSION, ...value })}\n`);
}
