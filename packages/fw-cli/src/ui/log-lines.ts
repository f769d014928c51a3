import { Transform, type Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

import { jsonText, printable } from "toolkit/printable";

import { JSON_VERSION } from "./print.ts";

/** How the lines of one node are shown. */
export interface LogFormat {
  readonly node: string;
  /** Put its name in front of each line, because other nodes' lines are beside it. */
  readonly several: boolean;
  readonly json: boolean;
}

/** A line longer than this is shown in pieces: a guest may never end one. */
const LONGEST_LINE = 64 * 1024;

/** Writes what a node logs to `out` in whole lines that a terminal may show. */
export function logLines(out: Writable, { node, several, json }: LogFormat): Transform {
  const decoder = new StringDecoder("utf8");
  let parts: string[] = [];
  let held = 0;
  const hold = (part: string): void => {
    parts.push(part);
    held += part.length;
  };
  const line = (): string => {
    const text = printable(parts.join(""));
    [parts, held] = [[], 0];
    if (json) return `${jsonText({ version: JSON_VERSION, node, line: text })}\n`;
    return several ? `${node} | ${text}\n` : `${text}\n`;
  };
  const writer = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const [first = "", ...more] = decoder.write(chunk).split("\n");
      const lines: string[] = [];
      hold(first);
      for (const next of more) {
        lines.push(line());
        hold(next);
      }
      if (held > LONGEST_LINE) lines.push(line());
      done(null, lines.join(""));
    },
    flush(done) {
      hold(decoder.end());
      done(null, held === 0 ? "" : line());
    },
  });
  writer.pipe(out, { end: false });
  return writer;
}
