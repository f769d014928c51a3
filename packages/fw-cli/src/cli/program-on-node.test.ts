import { expect, test } from "vitest";

import { ProgramOnNode } from "./program-on-node.ts";

/** What fw and the program are told by the words after `fw exec`. */
function told(words: string): readonly [string, string[], object] {
  let heard: readonly [string, string[], object] | undefined;
  new ProgramOnNode("exec")
    .argument("<node>")
    .argument("<command...>")
    .option("--json")
    .option("-i, --stdin")
    .option("--lab <name>")
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .action((node, command, options) => {
      heard = [node, command, options];
    })
    .parse(words.split(" "), { from: "user" });
  if (heard === undefined) throw new Error("nothing was heard");
  return heard;
}

test.each([
  ["--json client -- ls", ["ls"], { json: true }],
  ["client --json -- ls", ["ls"], { json: true }],
  ["client -i -- cat", ["cat"], { stdin: true }],
  ["client --lab other --json ls -l", ["ls", "-l"], { lab: "other", json: true }],
  ["--json client -i -- ls", ["ls"], { json: true, stdin: true }],
])("fw takes the options that stand before the program of %j", (words, command, options) => {
  expect(told(words)).toEqual(["client", command, options]);
});

test.each([
  ["client -- ls --json", ["ls", "--json"]],
  ["client ls --json -i", ["ls", "--json", "-i"]],
  ["client grep -- -x file", ["grep", "--", "-x", "file"]],
  ["client -- grep -- -x file", ["grep", "--", "-x", "file"]],
  ["client -- --json", ["--json"]],
])("the program gets every word from its own name on of %j", (words, command) => {
  expect(told(words)).toEqual(["client", command, {}]);
});

test.each([
  ["client --jsn -- ls", "unknown option '--jsn'"],
  ["--jsn client -- ls", "unknown option '--jsn'"],
  ["client --", "missing required argument 'command'"],
  ["client --json", "missing required argument 'command'"],
])("fw refuses %j", (words, complaint) => {
  expect(() => told(words)).toThrow(complaint);
});
