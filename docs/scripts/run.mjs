// @ts-check
import { Writable } from "node:stream";

import { run as almanac } from "almanac-cli";
import { run as fw } from "fw-cli";

/** @typedef {"almanac" | "fw"} Program */
const PROGRAMS = { almanac, fw };

/**
 * What a program prints, run as on a pipe of 90 columns with no settings.
 *
 * @param {Program} program
 * @param {readonly string[]} argv
 */
export async function outputOf(program, argv) {
  let text = "";
  const sink = new Writable({
    decodeStrings: false,
    write(part, _encoding, done) {
      text += part;
      done();
    },
  });
  const stream = /** @type {any} */ (Object.assign(sink, { columns: 90 }));
  const exitCode = await PROGRAMS[program](argv, {
    stdout: stream,
    stderr: stream,
    stdin: process.stdin,
    env: {},
    cwd: "/",
    signal: new AbortController().signal,
  });
  if (exitCode !== 0) {
    throw new Error(`${program} ${argv.join(" ")} ended with ${exitCode}: ${text}`);
  }
  return text;
}
