// @ts-check
import { fence, writePage } from "./page.mjs";
import { outputOf } from "./run.mjs";

/** The names below `Commands:` in a help text. @param {string} help */
function commandsIn(help) {
  const [, list = ""] = help.split("\nCommands:\n");
  const [commands = ""] = list.split("\n\n");
  return [...commands.matchAll(/^ {2}([a-z][\w-]*)/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "help");
}

/**
 * The sections of a command and of those below it.
 *
 * @param {import("./run.mjs").Program} program
 * @param {readonly string[]} command
 * @returns {Promise<readonly string[]>}
 */
async function sections(program, command) {
  const help = await outputOf(program, [...command, "--help"]);
  const heading = [command.length === 0 ? "#" : "##", program, ...command].join(" ");
  const below = [];
  for (const name of commandsIn(help)) below.push(await sections(program, [...command, name]));
  return [heading, fence(help), ...below.flat()];
}

/** The pages of the programs' commands, as their own parsers describe them. */
export async function writeCommands() {
  writePage("fw.md", await sections("fw", []));
  writePage("almanac.md", await sections("almanac", []));
}
