import { randomUUID } from "node:crypto";
import type { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../../errors.ts";
import type { GuestCommand } from "../driver.ts";
import {
  connectGuestAgent,
  type GuestAgent,
  guestClose,
  guestExec,
  guestExitCode,
  guestOpen,
  guestRead,
} from "./guest-agent.ts";

/**
 * The program's streams go to two files in the guest's memory, which are read
 * while they grow: the agent itself would show nothing before the end.
 */
const WRAPPER =
  'umask 077; mkdir -p "$1"; cd /; d=$1; shift; exec setsid "$@" >"$d/out" 2>"$d/err"';

/**
 * The shell's own kill: the one of procps in Debian 12 takes `-123` for `-1`, which is every
 * process. Debian's shell knows no `--` here.
 */
const END_GROUP = 'kill -TERM "-$1"';

const ENVIRONMENT = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Runs a program in the guest whose agent listens at `qga`, streaming what it writes. */
export async function guestRun(qga: string, command: GuestCommand): Promise<number> {
  const dir = `/run/fw-exec/${randomUUID()}`;
  const wrapped = [
    "-c",
    WRAPPER,
    "fw-exec",
    dir,
    "env",
    ENVIRONMENT,
    "HOME=/root",
    ...command.argv,
  ];
  const pid = await withAgent(qga, (agent) => guestExec(agent, "/bin/sh", wrapped, command.input));
  const streams = [tail(`${dir}/out`, command.stdout), tail(`${dir}/err`, command.stderr)] as const;
  try {
    return await follow(qga, pid, streams, command.signal);
  } finally {
    await withAgent(qga, (agent) => guestExec(agent, "/bin/rm", ["-rf", dir])).catch(() => 0);
  }
}

const FIRST_POLL_MS = 15;
const SLOWEST_POLL_MS = 250;

async function follow(
  qga: string,
  pid: number,
  streams: readonly Tail[],
  signal: AbortSignal,
): Promise<number> {
  for (let wait = FIRST_POLL_MS; ; wait = Math.min(wait * 1.5, SLOWEST_POLL_MS)) {
    if (signal.aborted) {
      await withAgent(qga, (agent) =>
        guestExec(agent, "/bin/sh", ["-c", END_GROUP, "sh", String(pid)]),
      );
      throw new FwError("E_ABORTED", "interrupted; the program on the node was ended");
    }
    const exitCode = await withAgent(qga, async (agent) => {
      // The code first: what was written before the end is then surely in the files.
      const code = await guestExitCode(agent, pid);
      for (const stream of streams) await stream.drain(agent, code !== undefined);
      return code;
    });
    if (exitCode !== undefined) return exitCode;
    await sleep(wait, undefined, { signal }).catch(() => undefined);
  }
}

interface Tail {
  /** Passes on what is new in the file; closes it when it is the last time. */
  drain(agent: GuestAgent, last: boolean): Promise<void>;
}

function tail(path: string, sink: Writable): Tail {
  let handle: number | undefined;
  return {
    async drain(agent, last) {
      handle ??= await guestOpen(agent, path).catch(() => undefined);
      if (handle === undefined) return;
      for (let part = await guestRead(agent, handle); part.length > 0;) {
        sink.write(part);
        part = await guestRead(agent, handle);
      }
      if (last) await guestClose(agent, handle);
    },
  };
}

/** Talks to the agent once; the line is free for others between two calls. */
export async function withAgent<T>(
  qga: string,
  talk: (agent: GuestAgent) => Promise<T>,
  syncMs?: number,
): Promise<T> {
  await using agent = await connectGuestAgent(qga, syncMs);
  return await talk(agent);
}
