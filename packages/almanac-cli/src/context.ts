import { jsonText } from "toolkit/printable";

import type { Io } from "./io.ts";
import { openNames, type Names } from "./names.ts";
import type { Settings } from "./settings/keys.ts";
import { textsOf } from "./texts/in-language.ts";
import type { Texts } from "./texts/texts.ts";
import { toAscii } from "./views/ascii.ts";
import { createPaint, type Paint } from "./views/paint.ts";

/** What a command works with. */
export interface Context {
  readonly io: Io;
  readonly settings: Settings;
  readonly names: Names;
  readonly texts: Texts;
  readonly paint: Paint;
  /** The present, Unix milliseconds. */
  readonly now: number;
}

/** Puts together what a command works with. */
export async function createContext(io: Io, settings: Settings): Promise<Context> {
  return {
    io,
    settings,
    names: openNames(settings.lang),
    texts: await textsOf(settings.lang),
    paint: createPaint(io),
    now: io.now?.() ?? Date.now(),
  };
}

/** Prints lines as a result. */
export function print({ io, settings }: Context, lines: readonly string[]): void {
  const text = `${lines.join("\n")}\n`;
  io.stdout.write(settings.ascii ? toAscii(text) : text);
}

/** Prints a value as JSON that a person can read too. */
export function printJson({ io }: Context, value: unknown): void {
  io.stdout.write(`${jsonText(value, 2)}\n`);
}
