import { AlmanacError, parseLanguage } from "almanac-core";

import { CliError } from "../errors/cli-error.ts";
import type { Io } from "../io.ts";
import { readConfigFile } from "./config-file.ts";
import { KEYS, SCHOOLS, type Key, type Settings } from "./keys.ts";

/** A value with where it came from. */
interface Given {
  readonly value: string;
  readonly place: string;
}

const SWITCHES: Readonly<Record<string, boolean>> = {
  true: true,
  "1": true,
  yes: true,
  on: true,
  false: false,
  "0": false,
  no: false,
  off: false,
};

function refuse({ value, place }: Given, problem: string, known: readonly string[]): CliError {
  const cure = `Use one of ${known.join(", ")}.`;
  return new CliError(problem, { code: "option-invalid", place, value, cure });
}

/** A language tag in any of its spellings: `zh-TW` is traditional Chinese. */
function readLanguage(from: Given, known: readonly string[]): string {
  try {
    return parseLanguage(from.value);
  } catch (error) {
    if (!(error instanceof AlmanacError)) throw error;
    throw refuse(from, "no names in this language", known);
  }
}

function read(key: Key, from: Given): unknown {
  const { value } = from;
  if (key.argument === undefined) {
    const on = SWITCHES[value.toLowerCase()];
    if (on === undefined) throw refuse(from, "neither on nor off", ["true", "false"]);
    return on;
  }
  if (key.name === "lang") return readLanguage(from, key.choices ?? []);
  if (key.choices !== undefined && !key.choices.includes(value)) {
    throw refuse(from, `no such ${key.argument.slice(1, -1)}`, key.choices);
  }
  return key.name === "school" ? SCHOOLS[value] : value;
}

function given(value: unknown, place: string): Given | undefined {
  return value === undefined || value === "" ? undefined : { value: String(value), place };
}

/**
 * Weighs the sources of every setting: a flag over a variable over the config file over the default.
 * @param flags - the options as the parser found them, by the names of the settings
 */
export function resolveSettings(io: Io, flags: Readonly<Record<string, unknown>>): Settings {
  const config = readConfigFile(io, flags["config"] as string | undefined);
  const entries = KEYS.map((key) => {
    const first = given(flags[key.name], key.flag) ??
      given(io.env[key.variable], key.variable) ??
      given(config?.values.get(key.name), `${config?.path}: ${key.name}`) ?? {
        value: key.fallback,
        place: "default",
      };
    return [key.name, read(key, first)];
  });
  return Object.fromEntries(entries) as Settings;
}
