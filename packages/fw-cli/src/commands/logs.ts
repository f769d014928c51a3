import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Transform, type Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import { printable } from "../drivers/console-log.ts";
import { FwError } from "../errors.ts";
import { olderLog } from "../host/capped-log.ts";
import { type Lab, openLab } from "../lab/lab.ts";
import { machineOf } from "../lab/nodes.ts";
import type { Context } from "./context.ts";

interface LogOptions {
  readonly follow: boolean;
  /** The serial console's log rather than the journal. */
  readonly console: boolean;
}

/** `fw logs [NODE] [-f]`: journals of the machines that run, the consoles' logs of all others. */
export async function logsCommand(
  context: Context,
  node: string | undefined,
  options: LogOptions,
): Promise<void> {
  const lab = await openLab(context.io, context.lab);
  const machines = lab.model.nodes.filter(({ vm }) => vm !== undefined).map(({ name }) => name);
  const names = node === undefined ? machines : [(await machineOf(lab, node)).name];
  const show = (name: string): Promise<void> =>
    showLog(context, lab, name, names.length > 1, options);
  if (options.follow) await Promise.all(names.map(show));
  else for (const name of names) await show(name);
}

async function showLog(
  context: Context,
  lab: Lab,
  name: string,
  several: boolean,
  options: LogOptions,
): Promise<void> {
  const { stdout, signal } = context.io;
  const sink = lineWriter(stdout, name, several, context.json);
  const running = (await lab.driver.state(name)) === "running";
  const argv = lab.driver.journal?.(options.follow);
  if (options.console || !running || argv === undefined) {
    await copyConsole(lab.paths.node(name).consoleLog, sink, options.follow, signal);
  } else {
    await lab.driver
      .exec(name, { argv, stdout: sink, stderr: context.io.stderr, signal })
      .catch(ignoreInterrupt);
  }
  sink.end();
}

function ignoreInterrupt(error: unknown): void {
  if (!(error instanceof FwError && error.code === "E_ABORTED")) throw error;
}

const POLL_MS = 300;

async function copyConsole(
  path: string,
  sink: Writable,
  follow: boolean,
  signal: AbortSignal,
): Promise<void> {
  let position = await copyLog(path, 0, sink);
  if (!follow) return;
  while (!signal.aborted) {
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
    position = await copyLog(path, position, sink);
  }
}

/** Writes what the log holds from `position` on, and returns where it ends now. */
async function copyLog(path: string, position: number, sink: Writable): Promise<number> {
  const size = await sizeOf(path);
  if (position > 0 && size >= position) return copyFrom(path, position, sink);
  // It starts anew when its machine does, or when its older part is full.
  await copyFrom(olderLog(path), position, sink);
  return copyFrom(path, 0, sink);
}

function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (entry) => entry.size,
    () => 0,
  );
}

async function copyFrom(path: string, start: number, sink: Writable): Promise<number> {
  const size = await sizeOf(path);
  if (size <= start) return size;
  for await (const chunk of createReadStream(path, { start, end: size - 1 })) {
    sink.write(chunk as Buffer);
  }
  return size;
}

/** Writes whole lines, free of control codes, each with its node's name when several are shown. */
function lineWriter(out: Writable, node: string, several: boolean, json: boolean): Transform {
  let rest = "";
  const format = (raw: string): string => {
    const line = printable(raw);
    if (json) return `${JSON.stringify({ node, line })}\n`;
    return several ? `${node} | ${line}\n` : `${line}\n`;
  };
  const writer = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const lines = (rest + chunk.toString("utf8")).split("\n");
      rest = lines.pop() ?? "";
      done(null, lines.map(format).join(""));
    },
    flush(done) {
      done(null, rest === "" ? "" : format(rest));
    },
  });
  writer.pipe(out, { end: false });
  return writer;
}
