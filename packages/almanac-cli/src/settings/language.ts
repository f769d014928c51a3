import { parseLanguage, type Language } from "almanac-core";

import type { Io } from "../io.ts";
import { readConfigFile } from "./config-file.ts";

/**
 * The language in which a line is answered before its options are read: for its help, and for what is
 * wrong with it. A language that is refused later, or a config file, is no reason to say nothing.
 */
export function languageOfLine(argv: readonly string[], io: Io): Language {
  const asked = [valueOf(argv, "--lang"), io.env["ALMANAC_LANG"]];
  return (
    asked.map(languageOf).find((language) => language !== undefined) ??
    languageOf(languageOfFile(argv, io)) ??
    "en"
  );
}

function languageOf(text: string | undefined): Language | undefined {
  try {
    return text ? parseLanguage(text) : undefined;
  } catch {
    return undefined;
  }
}

function languageOfFile(argv: readonly string[], io: Io): string | undefined {
  try {
    return readConfigFile(io, valueOf(argv, "--config"))?.values.get("lang");
  } catch {
    return undefined;
  }
}

/** The value of an option, the last one where it is given twice. */
function valueOf(argv: readonly string[], flag: string): string | undefined {
  const at = argv.findLastIndex((text) => text === flag || text.startsWith(`${flag}=`));
  const text = argv[at];
  return text === flag ? argv[at + 1] : text?.slice(flag.length + 1);
}
