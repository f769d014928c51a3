import { jsonText, printable, printableInColour } from "toolkit/printable";

import type { Context } from "../context.ts";
import type { Io } from "../io.ts";

/** Prints a result: as JSON when asked for, else what `text` says. */
export function printResult(context: Context, value: unknown, text: () => string): void {
  if (context.json) context.io.stdout.write(`${jsonText(value, 2)}\n`);
  else printText(context.io, text());
}

/** Prints text as a result; nothing when it is empty. */
export function printText({ stdout }: Pick<Io, "stdout">, text: string): void {
  const shown = stdout.isTTY === true ? printableInColour(text) : printable(text);
  if (shown !== "") stdout.write(`${shown}\n`);
}

/** Prints one value of many as a line of JSON. */
export function printJsonLine({ stdout }: Pick<Io, "stdout">, value: unknown): void {
  stdout.write(`${jsonText(value)}\n`);
}
