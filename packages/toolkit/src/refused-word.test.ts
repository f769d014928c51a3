import { Command, CommanderError } from "@commander-js/extra-typings";
import { expect, test } from "vitest";

import { guessIn, refusedWord } from "./refused-word.ts";

/** What the parser throws for a call of a program of two commands. */
async function refused(line: string) {
  const argv = line.split(" ");
  const program = new Command("clock").exitOverride().configureOutput({ outputError: () => {} });
  const show = program.command("show").argument("<zone>").argument("[day]");
  show.option("--lang <word>").copyInheritedSettings(program);
  program.command("set").requiredOption("--at <time>").copyInheritedSettings(program);
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { ...refusedWord(program, error, argv), hint: guessIn(error.message) };
  }
  throw new Error(`${line} was taken`);
}

test.each([
  ["shwo UTC", { place: "argument 1", value: "shwo", hint: "Did you mean show?" }],
  ["show UTC --lagn", { place: "argument 3", value: "--lagn", hint: "Did you mean --lang?" }],
  ["show UTC --lagn=en", { place: "argument 3", value: "--lagn=en", hint: undefined }],
  ["show UTC today now", { place: "argument 4", value: "now", hint: undefined }],
  ["show UTC UTC UTC", { place: "argument 4", value: "UTC", hint: undefined }],
  ["show", { place: "ZONE", hint: undefined }],
  ["show UTC --lang", { place: "--lang", hint: undefined }],
  ["set", { place: "--at", hint: undefined }],
])("the parser's refusal of %s names the place and the word", async (line, expected) => {
  expect(await refused(line)).toStrictEqual(expected);
});
