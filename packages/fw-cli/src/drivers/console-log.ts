import { open } from "node:fs/promises";

import { printable } from "toolkit/printable";

import { olderLog } from "../host/capped-log.ts";

const TAIL_BYTES = 8192;

/**
 * The last lines of a console's or a program's log, made safe to print: a guest may
 * write any control code to its console.
 */
export async function logTail(path: string, lines = 15): Promise<string> {
  // A log that has just started anew says too little.
  const parts = await Promise.all([olderLog(path), path].map(endOf));
  const text = printable(Buffer.concat(parts).subarray(-TAIL_BYTES).toString("utf8"));
  const last = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-lines);
  return last.length > 0 ? last.map((line) => `  | ${line}`).join("\n") : "(it wrote nothing)";
}

async function endOf(path: string): Promise<Buffer> {
  await using file = await open(path).catch(() => undefined);
  if (file === undefined) return Buffer.alloc(0);
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read({
    buffer: Buffer.alloc(TAIL_BYTES),
    position: Math.max(0, size - TAIL_BYTES),
  });
  return buffer.subarray(0, bytesRead);
}
