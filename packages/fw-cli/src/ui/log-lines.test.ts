import { PassThrough, type Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { finished } from "node:stream/promises";

import { expect, it } from "vitest";

import { type LogFormat, logLines } from "./log-lines.ts";

async function shown(format: Partial<LogFormat>, write: (log: Writable) => void): Promise<string> {
  const out = new PassThrough();
  const log = logLines(out, { node: "fw-1", several: false, json: false, ...format });
  write(log);
  log.end();
  const written = text(out);
  await finished(log);
  out.end();
  return await written;
}

it("a log view joins lines that arrive in pieces, even split in the middle of a character", async () => {
  const bytes = Buffer.from("grün\r\nblau");
  const written = await shown({ several: true }, (log) => {
    for (const byte of bytes) log.write(Buffer.of(byte));
  });
  expect(written).toBe("fw-1 | grün\nfw-1 | blau\n");
});

it("a log view shows no control codes, and keeps the place of half lines", async () => {
  const hostile = "\u001b]0;OWNED\u0007\u001b[31mred\u202e\u2028\u009b2J\b?\n";
  expect(await shown({}, (log) => log.write(hostile))).toBe("red?\n");
  expect(await shown({ json: true }, (log) => log.write(hostile))).toBe(
    '{"version":1,"node":"fw-1","line":"red?"}\n',
  );
});

it("a log view shows an endless line in pieces, instead of keeping it", async () => {
  const written = await shown({}, (log) => {
    for (let piece = 0; piece < 100; piece += 1) log.write("x".repeat(10_000));
  });
  expect(written.split("\n").length).toBeGreaterThan(10);
  expect(written.replaceAll("\n", "")).toBe("x".repeat(1_000_000));
});
