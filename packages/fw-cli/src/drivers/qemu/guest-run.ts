import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../../errors.ts";
import { shell } from "../../guest/shell.ts";
import type { GuestCommand } from "../driver.ts";
import { connectGuestAgent, type GuestAgent, guestExec, guestExitCode } from "./guest-agent.ts";
import { guestTail, type GuestTail } from "./guest-tail.ts";
import type { TalkLimits } from "./talk-limits.ts";

const ENVIRONMENT = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** A guest on a busy host may need seconds to answer. */
const TALK_MS = 30_000;
/** Who has pressed Ctrl-C does not wait for a guest that does not answer. */
const CLEAN_UP_MS = 3_000;
/** What a guest takes at least in a millisecond, under emulation too. */
const BYTES_PER_MS = 256;

/** The time of a talk that also carries so many bytes. */
export function talkMs(bytes: number): number {
  return TALK_MS + Math.ceil(bytes / BYTES_PER_MS);
}

/**
 * Runs a program in the guest whose agent listens at `qga`, streaming what it writes.
 *
 * @throws FwError `E_ABORTED` when the command's signal aborts; the program is ended if the guest
 * still answers. `E_QEMU` when it does not answer, or not sensibly.
 */
export async function guestRun(qga: string, command: GuestCommand): Promise<number> {
  const { signal, input } = command;
  const dir = `/run/fw-exec/${randomUUID()}`;
  const environment = ["env", ENVIRONMENT, "HOME=/root"];
  const [sh, ...wrapped] = shell("agent-exec", dir, ...environment, ...command.argv);
  const begin = { withinMs: talkMs(input?.length ?? 0), signal };
  const pid = await withAgent(qga, begin, (agent) => guestExec(agent, sh, wrapped, input));
  const streams = [
    guestTail(`${dir}/out`, command.stdout),
    guestTail(`${dir}/err`, command.stderr),
  ] as const;
  let ended = false;
  try {
    const exitCode = await follow(qga, pid, streams, signal);
    ended = true;
    return exitCode;
  } finally {
    // The command's signal may be what brought us here: then the time for it is short instead.
    const limits = ended ? { withinMs: TALK_MS, signal } : { withinMs: CLEAN_UP_MS };
    await withAgent(qga, limits, async (agent) => {
      const [, ...endGroup] = shell("end-group", String(pid));
      if (!ended) await guestExec(agent, sh, endGroup);
      await guestExec(agent, "/bin/rm", ["-rf", dir]);
      for (const stream of streams) await stream.close(agent);
    }).catch(() => undefined);
  }
}

const FIRST_POLL_MS = 15;
const SLOWEST_POLL_MS = 250;

async function follow(
  qga: string,
  pid: number,
  streams: readonly GuestTail[],
  signal: AbortSignal,
): Promise<number> {
  let exitCode: number | undefined;
  for (let wait = FIRST_POLL_MS; ; wait = Math.min(wait * 1.5, SLOWEST_POLL_MS)) {
    if (signal.aborted) throw new FwError("E_ABORTED", "interrupted");
    const more = await withAgent(qga, { withinMs: TALK_MS, signal }, async (agent) => {
      // The code first: what was written before the end is then surely in the files. The agent
      // forgets the program as soon as it has told the code.
      exitCode ??= await guestExitCode(agent, pid);
      const read: boolean[] = [];
      for (const stream of streams) read.push(await stream.drain(agent));
      return read.includes(true);
    });
    for (const stream of streams) await stream.ready(signal);
    if (more) continue;
    if (exitCode !== undefined) {
      if (streams.every((stream) => stream.found())) return exitCode;
      throw new FwError(
        "E_GUEST",
        "the guest cannot keep what a program writes: its /run may be full",
        {
          hint: "start the node again: fw power NODE off, then on",
        },
      );
    }
    await sleep(wait, undefined, { signal }).catch(() => undefined);
  }
}

/** Talks to the agent once; the line is free for others between two calls. */
export async function withAgent<T>(
  qga: string,
  limits: TalkLimits,
  talk: (agent: GuestAgent) => Promise<T>,
): Promise<T> {
  await using agent = await connectGuestAgent(qga, limits);
  return await talk(agent);
}
