// @ts-check
import { fence, writePage } from "./page.mjs";
import { outputOf } from "./run.mjs";

/** What stands below other headings than those of groups of commands. */
const noCommands = /^(Usage|Arguments|Options|Examples):/;

/** The names below each group's heading in a help text. @param {string} help */
function commandsIn(help) {
  const groups = help.split(/\n\n/).filter((part) => /^[A-Z][\w ]*:\n/.test(part));
  return groups
    .filter((group) => !noCommands.test(group))
    .flatMap((group) => [...group.matchAll(/^ {2}([a-z][\w-]*)/gm)])
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
