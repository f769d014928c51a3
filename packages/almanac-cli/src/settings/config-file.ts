import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { CliError } from "../errors/cli-error.ts";
import { errorCode } from "../errors/error-code.ts";
import type { Io } from "../io.ts";
import { KEYS } from "./keys.ts";

/** The values of a config file, as text, and the name to report them by. */
export interface ConfigFile {
  readonly path: string;
  readonly values: ReadonlyMap<string, string>;
}

/** Where the config file is looked for when nobody names one. */
function defaultPath({ env }: Io): string | undefined {
  const base =
    env["XDG_CONFIG_HOME"] ?? env["APPDATA"] ?? (env["HOME"] && join(env["HOME"], ".config"));
  return base ? join(base, "almanac", "config.json") : undefined;
}

function unreadable(place: string, path: string, reason: string, cause: unknown): CliError {
  return new CliError(
    `the config file cannot be read (${reason})`,
    { code: "config-unreadable", place, value: path, hint: "Name a readable JSON file." },
    cause,
  );
}

function invalid(path: string, problem: string, value: string, hint: string): CliError {
  return new CliError(problem, { code: "config-invalid", place: path, value, hint });
}

function parse(path: string, text: string): ConfigFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw invalid(
      path,
      "not JSON",
      error instanceof Error ? error.message : String(error),
      "Correct the file.",
    );
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw invalid(path, "not an object", JSON.stringify(parsed), 'Write { "zone": "UTC" }.');
  }
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(parsed)) {
    if (!KEYS.some(({ name }) => name === key)) {
      const known = KEYS.map(({ name }) => name).join(", ");
      throw invalid(path, "no such setting", key, `The settings are ${known}.`);
    }
    if (!["string", "boolean", "number"].includes(typeof value)) {
      throw invalid(`${path}: ${key}`, "not a text or a switch", JSON.stringify(value), "");
    }
    values.set(key, String(value));
  }
  return { path, values };
}

/**
 * Reads the config file: the one named by `--config` or `ALMANAC_CONFIG`, which must exist,
 * else the one in the user's configuration folder, if there is one.
 */
export function readConfigFile(io: Io, option: string | undefined): ConfigFile | undefined {
  const named = option ?? io.env["ALMANAC_CONFIG"];
  const place = option === undefined ? "ALMANAC_CONFIG" : "--config";
  const path = named ? resolve(io.cwd, named) : defaultPath(io);
  if (path === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = errorCode(error) ?? "unknown";
    if (!named && (reason === "ENOENT" || reason === "ENOTDIR")) return undefined;
    throw unreadable(named ? place : "config file", path, reason, error);
  }
  return parse(path, text);
}
