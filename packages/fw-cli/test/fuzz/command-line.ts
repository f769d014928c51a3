import type { CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import fc from "fast-check";
import { hostileValue } from "toolkit/testing/hostile-value";
import { spoiledText } from "toolkit/testing/spoiled-text";

import { createProgram } from "../../src/cli/program.ts";
import { recordedIo } from "../io.ts";

/** The verbs that look at a config and run nothing, and those that only print. */
const pure = new Set(["check", "render", "explain", "matrix", "completion"]);

/** What installs, asks daemons or measures for seconds, which is not tried a thousand times. */
const effects = new Set(["--real", "--install", "--yes", "--measure"]);

/** Files and folders of the place where the command is run, and some that are not there. */
const places = [
  "fw.config.yaml",
  "broken.yaml",
  "out",
  "folder",
  "link",
  "nowhere",
  "nowhere/deep",
  "..",
  "../outside",
  "../outside/kept",
  "folder/.",
  "./out/",
  "fw.config.yaml/x",
  "-",
];

const flows = [
  "tcp 10.0.0.4:40000 > 192.0.2.9:80",
  "tcp 192.0.2.9:1 > 192.0.2.100:80",
  "timing",
  "icmp 10.0.0.4 > 192.0.2.9 in eth1",
  "udp [2001:db8::1] > [2001:db8:1::1]:53",
];

const names = [
  "fw-1",
  "fw-2",
  "client",
  "web",
  "lan",
  "wan",
  "eth0",
  "ftp",
  "60000",
  "0",
  "-1",
  "1e9",
  "--",
  "--help",
  "--version",
  "-h",
  "-V",
];

const values = [...places, ...flows, ...names];
const anyValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...values) },
  { weight: 1, arbitrary: spoiledText(fc.constantFrom(...values)) },
  { weight: 1, arbitrary: hostileValue.map(String) },
);

/** One of an option's or argument's own values, or any. */
function valueOf(choices: readonly string[] = []): fc.Arbitrary<string> {
  if (choices.length === 0) return anyValue;
  return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...choices) }, anyValue);
}

/** An option by one of its names, with a value where it takes one: as a word of its own, or joined. */
function words(option: Option): fc.Arbitrary<readonly string[]> {
  const { short, long, required, flags, argChoices } = option;
  const name = fc.constantFrom(...[short, long].flatMap((own) => own ?? []));
  if (!required) return name.map((own) => [own]);
  const own = /<(dir|file)>/.test(flags) ? places : argChoices;
  return fc.tuple(name, valueOf(own), fc.boolean()).map(([named, value, isJoined]) => {
    if (!isJoined) return [named, value];
    return [named.startsWith("--") ? `${named}=${value}` : `${named}${value}`];
  });
}

/** A call of a verb with some of its options, and with arguments of which there may be too many. */
function callOf(verb: CommandUnknownOpts): fc.Arbitrary<readonly string[]> {
  const options = verb.options.filter(({ long }) => !effects.has(long ?? ""));
  const choices = verb.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const part = fc.oneof(
    valueOf(choices).map((value) => [value]),
    ...options.map(words),
  );
  return fc.array(part, { maxLength: 4 }).map((parts) => [verb.name(), ...parts.flat()]);
}

/** The verb may be misspelt, and so may any other word. */
function misspelt(call: fc.Arbitrary<readonly string[]>): fc.Arbitrary<readonly string[]> {
  return fc
    .tuple(call, fc.nat())
    .chain(([own, at]) =>
      spoiledText(fc.constant(own[at % own.length] ?? "")).map((word) =>
        own.with(at % own.length, word),
      ),
    );
}

const { command } = createProgram(recordedIo("/"));
const calls = command.commands.filter((child) => pure.has(child.name())).map(callOf);

/** As the kernel passes words: in UTF-8, and up to a zero. */
function passable(text: string): string {
  return Buffer.from(text.replaceAll("\0", "")).toString();
}

/** What somebody could type after `fw`, with a verb that has no effect on the machine. */
export const commandLine: fc.Arbitrary<readonly string[]> = fc
  .oneof({ weight: 4, arbitrary: fc.oneof(...calls) }, misspelt(fc.oneof(...calls)))
  .map((call) => call.map(passable));
