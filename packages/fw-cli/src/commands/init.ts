import { readFile, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";

import { check } from "fw-config";
import { configJsonSchema } from "fw-config/json-schema";
import { namePattern, nameRule } from "fw-config/name";
import {
  starterConfig,
  type StarterOptions,
  starterTemplates,
  usualStarter,
} from "fw-config/starter";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { asking, canAsk } from "../host/ask.ts";
import { errnoCode } from "../host/errno.ts";
import { makeFolder } from "../host/make-folder.ts";
import { CONFIG_NAME } from "../lab/config-file.ts";
import { printResult, printText } from "../ui/print.ts";

/** The JSON schema beside the config, for editors, which the config names in its first line. */
const SCHEMA_NAME = "fw.schema.json";

/** What the user has said; what is absent is asked for on a terminal, else usual. */
export interface InitAnswers extends Partial<StarterOptions> {
  /** A config to start from, instead of answers. */
  readonly template?: (typeof starterTemplates)[number]["name"];
  /** Take what is usual for all that was not said. */
  readonly yes: boolean;
}

/** `fw init [DIR]`: a config to go on with, and its schema. Nothing is written over. */
export async function initCommand(
  context: Context,
  folder: string | undefined,
  answers: InitAnswers,
): Promise<void> {
  const { io, dryRun } = context;
  const dir = resolve(io.cwd, folder ?? ".");
  const text = withSchemaLine(await configText(context, dir, answers));
  if (dryRun) {
    printResult(context, { dir, text }, () => text.trimEnd());
    return;
  }
  const files = await writeConfig(dir, text);
  printResult(context, { dir, files }, () => `wrote ${files.join(" and ")}`);
  if (context.json) return;
  const there = dir === io.cwd ? "" : `cd ${folder} && `;
  printText(io, `next: ${there}fw graph -o topology.svg, then fw up, then fw prove`);
}

async function configText(context: Context, dir: string, answers: InitAnswers): Promise<string> {
  const template = starterTemplates.find(({ name }) => name === answers.template);
  if (template !== undefined) return template.text;
  const options = await completed(context, dir, answers);
  requireLegal(options);
  return starterConfig(options);
}

function withSchemaLine(text: string): string {
  return `# yaml-language-server: $schema=./${SCHEMA_NAME}\n#\n${text}`;
}

/** What was said, what is asked for, and what is usual. */
async function completed(
  { io, json, dryRun }: Context,
  dir: string,
  answers: InitAnswers,
): Promise<StarterOptions> {
  const { template: _, yes, ...said } = answers;
  const asked = Object.values(said).some((value) => value !== undefined);
  const name = namePattern.test(basename(dir)) ? basename(dir) : "office";
  const defaults = { name, ...usualStarter, ...said };
  if (yes || asked || json || dryRun || !canAsk(io)) return defaults;
  return asking(io, async (ask) => {
    const called = await ask.text("What is the lab called?", defaults.name);
    const zones = zonesOf(
      await ask.text("Which networks are behind the firewalls?", defaults.zones.join(",")),
    );
    const uplink = await ask.yes("Is there a provider's network that leads out?", defaults.uplink);
    const nat = uplink && (await ask.yes("Do they share one public IPv4 address?", defaults.nat));
    const ipv6 = await ask.yes("IPv6 as well?", defaults.ipv6);
    const vlans =
      zones.length > 1 && (await ask.yes("Are they VLANs of one card?", defaults.vlans));
    const hosts = await ask.yes("A virtual machine in each, to try it from?", defaults.hosts);
    return { name: called, zones, uplink, nat, ipv6, vlans, hosts };
  });
}

/** `lan,dmz` as a list. */
export function zonesOf(text: string): readonly string[] {
  return text.split(",").map((zone) => zone.trim());
}

/** @throws FwError `E_USAGE` at the first answer that no config can hold */
function requireLegal(options: StarterOptions): void {
  const { name, zones, uplink } = options;
  requireName("--name", name);
  for (const zone of zones) requireName("--zones", zone);
  if (!uplink && zones.length < 2) {
    throw new FwError("E_USAGE", "a firewall stands between two networks at least", {
      place: "--zones",
      value: zones.join(","),
      hint: "name two, like --zones lan,dmz; or leave out --no-uplink",
      exitCode: 2,
    });
  }
  const seen = new Set(uplink ? ["wan", "sync"] : ["sync"]);
  for (const zone of zones) {
    if (seen.has(zone)) {
      throw new FwError("E_USAGE", `there is a network called ${zone} already`, {
        place: "--zones",
        value: zones.join(","),
        hint: `give each zone a name of its own; ${uplink ? "wan and sync are" : "sync is"} taken`,
        exitCode: 2,
      });
    }
    seen.add(zone);
  }
  const [error] = check(starterConfig(options)).diagnostics;
  if (error?.severity !== "error") return;
  throw new FwError("E_USAGE", `no such pair can be written: ${error.message}`, {
    place: "--zones",
    value: zones.join(","),
    hint: error.hint ?? "use fewer zones or shorter names",
    exitCode: 2,
  });
}

function requireName(place: string, name: string): void {
  if (namePattern.test(name)) return;
  throw new FwError("E_USAGE", `"${name}" cannot be a name`, {
    place,
    value: name,
    hint: `write ${nameRule}`,
    exitCode: 2,
  });
}

/** Writes both files, or none. */
async function writeConfig(dir: string, text: string): Promise<readonly string[]> {
  const config = join(dir, CONFIG_NAME);
  const schema = join(dir, SCHEMA_NAME);
  try {
    await makeFolder(dir);
    await writeFile(config, text, { flag: "wx" });
  } catch (cause) {
    throw notWritten(config, cause);
  }
  try {
    await writeSchema(schema);
  } catch (cause) {
    await rm(config);
    throw notWritten(schema, cause);
  }
  return [config, schema];
}

/** A schema that is there already is ours when it says so; then it may be an older one. */
async function writeSchema(file: string): Promise<void> {
  const schema = configJsonSchema();
  const text = `${JSON.stringify(schema, undefined, 2)}\n`;
  const there = await readFile(file, "utf8").catch(() => undefined);
  const isOurs = there?.includes(`"title": ${JSON.stringify(schema["title"])}`) === true;
  await writeFile(file, text, { flag: isOurs ? "w" : "wx" });
}

function notWritten(file: string, cause: unknown): FwError {
  const code = errnoCode(cause);
  const isThere = code === "EEXIST" || code === "ENOTDIR";
  return new FwError(
    "E_IO",
    isThere ? `${file} is there already` : `cannot write ${file}: ${code}`,
    {
      place: file,
      hint: isThere
        ? "move it away, or name another folder: fw init DIR"
        : "name a folder that you may write to: fw init DIR",
      cause,
    },
  );
}
