import { z } from "zod";

import { FwError } from "../../errors.ts";
import { connectJsonLines, type JsonLines, type Message } from "./json-lines.ts";
import { expectReply, replyValue } from "./reply.ts";
import type { TalkLimits } from "./talk-limits.ts";

/** A synchronised conversation with the agent inside a guest. */
export interface GuestAgent extends AsyncDisposable {
  /**
   * Runs one agent command (QEMU Guest Agent Protocol Reference).
   *
   * @throws FwError `E_QEMU` when the agent refuses or does not answer.
   */
  call(command: string, args?: Message): Promise<unknown>;
  /** Begins another talk over the same connection, with the whole time for it. */
  renew(): void;
}

const RESET_PARSER = Uint8Array.of(0xff);

/** Stale replies, to clients that disconnected early, are few; more of them are a flood. */
const MAX_STALE = 1000;

/**
 * Opens the agent on the Unix socket at `path` and synchronises with
 * `guest-sync-delimited`, so that an answer to somebody who left early is not
 * taken for ours.
 *
 * @throws FwError `E_QEMU` when no agent answers in time.
 */
export async function connectGuestAgent(path: string, limits: TalkLimits): Promise<GuestAgent> {
  const lines = await connectJsonLines(path, limits);
  try {
    await synchronise(lines, path);
  } catch (error) {
    await lines[Symbol.asyncDispose]();
    throw error;
  }
  return {
    async call(command, args) {
      lines.send({ execute: command, ...(args && { arguments: args }) });
      return replyValue(await lines.receive(), command);
    },
    renew: () => lines.renew(),
    [Symbol.asyncDispose]: () => lines[Symbol.asyncDispose](),
  };
}

let lastSync = process.pid * 1000;

async function synchronise(lines: JsonLines, path: string): Promise<void> {
  const id = ++lastSync;
  lines.send({ execute: "guest-sync-delimited", arguments: { id } }, RESET_PARSER);
  for (let stale = 0; stale < MAX_STALE; stale += 1) {
    if ((await lines.receive())["return"] === id) return;
  }
  throw new FwError("E_QEMU", `${path}: ${MAX_STALE} answers, and none to the question`);
}

const execResult = z.object({ pid: z.number().int() });
const execStatus = z.object({
  exited: z.boolean(),
  exitcode: z.number().int().optional(),
  signal: z.number().int().optional(),
});
const readResult = z.object({ count: z.number(), "buf-b64": z.string(), eof: z.boolean() });

/** Starts a program in the guest; returns its process id there. */
export async function guestExec(
  agent: GuestAgent,
  path: string,
  args: readonly string[],
  input?: Uint8Array,
): Promise<number> {
  const reply = await agent.call("guest-exec", {
    path,
    arg: args,
    ...(input && { "input-data": Buffer.from(input).toString("base64") }),
  });
  return expectReply(execResult, reply, "guest-exec").pid;
}

/** The exit code of a program started by {@link guestExec}, 128 + n after signal n, or undefined while it runs. */
export async function guestExitCode(agent: GuestAgent, pid: number): Promise<number | undefined> {
  const reply = await agent.call("guest-exec-status", { pid });
  const { exited, exitcode, signal = 0 } = expectReply(execStatus, reply, "guest-exec-status");
  return exited ? asExitCode(exitcode ?? 128 + signal) : undefined;
}

/** A number that a process can end with; only the guest's own 0 becomes one, whatever it says. */
function asExitCode(number: number): number {
  return number === 0 ? 0 : Math.min(Math.max(number, 1), 255);
}

/** Opens a file in the guest; the handle outlives the connection. */
export async function guestOpen(agent: GuestAgent, path: string, mode = "r"): Promise<number> {
  const reply = await agent.call("guest-file-open", { path, mode });
  return expectReply(z.number(), reply, "guest-file-open");
}

/** Reads what the file holds from the handle's position on, at most `count` bytes. */
export async function guestRead(
  agent: GuestAgent,
  handle: number,
  count = 256 * 1024,
): Promise<Buffer> {
  const reply = await agent.call("guest-file-read", { handle, count });
  return Buffer.from(expectReply(readResult, reply, "guest-file-read")["buf-b64"], "base64");
}

/** Writes all of `data` at the handle's position. */
export async function guestWrite(agent: GuestAgent, handle: number, data: Buffer): Promise<void> {
  const CHUNK = 192 * 1024;
  for (let at = 0; at < data.length; at += CHUNK) {
    const part = data.subarray(at, at + CHUNK).toString("base64");
    await agent.call("guest-file-write", { handle, "buf-b64": part });
  }
}

/** Closes a handle of {@link guestOpen}. */
export async function guestClose(agent: GuestAgent, handle: number): Promise<void> {
  await agent.call("guest-file-close", { handle });
}
