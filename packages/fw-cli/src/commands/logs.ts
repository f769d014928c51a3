import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { olderLog } from "../host/capped-log.ts";
import { type Lab, openLab } from "../lab/lab.ts";
import { nodeCalled } from "../lab/node-called.ts";
import { logLines } from "../ui/log-lines.ts";

interface LogOptions {
  readonly follow: boolean;
  /** The serial console's log rather than the journal. */
  readonly console: boolean;
}

/** `fw logs [NODE] [-f]`: journals of the machines that run, the consoles' logs of all others. */
export async function logsCommand(
  context: Context,
  word: string | undefined,
  options: LogOptions,
): Promise<void> {
  const lab = await openLab(context.io, context.lab);
  const machines = lab.model.nodes.filter(({ vm }) => vm !== undefined);
  const names =
    word === undefined ? machines.map(({ name }) => name) : [(await nodeCalled(lab, word)).name];
  const failures: FwError[] = [];
  const show = (name: string): Promise<void> =>
    showLog(context, lab, name, names.length > 1, options).catch((error: unknown) => {
      // A node that does not answer does not keep the others' logs from being shown.
      if (!(error instanceof FwError) || error.code === "E_ABORTED") throw error;
      failures.push(error);
    });
  if (options.follow) await Promise.all(names.map(show));
  else for (const name of names) await show(name);
  context.io.signal.throwIfAborted();
  if (failures.length > 0) throw allOf(failures);
}

function allOf(failures: readonly FwError[]): FwError {
  const [first] = failures;
  const message = failures.map((failure) => failure.message).join("\n");
  const hint = first?.hint;
  return new FwError(first?.code ?? "E_GUEST", message, { ...(hint !== undefined && { hint }) });
}

async function showLog(
  context: Context,
  lab: Lab,
  name: string,
  several: boolean,
  options: LogOptions,
): Promise<void> {
  const { stdout, stderr, signal } = context.io;
  const format = { node: name, several, json: context.json };
  const log = logLines(stdout, format);
  const argv = lab.driver.journal?.(options.follow);
  const journal =
    !options.console && argv !== undefined && (await lab.driver.state(name)) === "running";
  if (journal) {
    const complaints = logLines(stderr, { ...format, json: false });
    await lab.driver.exec(name, { argv, stdout: log, stderr: complaints, signal });
    complaints.end();
  } else await copyConsole(lab.paths.node(name).consoleLog, log, options.follow, signal);
  log.end();
  // The next node's lines come after this one's.
  await finished(log, { signal });
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
  for (;;) {
    await sleep(POLL_MS, undefined, { signal });
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
