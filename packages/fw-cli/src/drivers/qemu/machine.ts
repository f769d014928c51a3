import { setTimeout as sleep } from "node:timers/promises";

import { z } from "zod";

import { FwError } from "../../errors.ts";
import type { MachineState } from "../driver.ts";
import { isNobodyThere, type Message } from "./json-lines.ts";
import { connectQmp, type Qmp } from "./qmp.ts";
import { expectReply } from "./reply.ts";

/** One virtual machine as its qemu sees it, through QMP. */
export interface Machine {
  /**
   * What it does now. Off means that there is no qemu.
   *
   * @throws FwError `E_QEMU` when a qemu is there and does not answer
   */
  state(): Promise<MachineState>;
  /** Whether it is off for certain; a qemu that does not answer is not. */
  isOff(): Promise<boolean>;
  /** Talks QMP; qemu keeps others waiting until the talk ends. */
  talk<T>(talk: (qmp: Qmp) => Promise<T>): Promise<T>;
  /** Runs one QMP command. */
  ask(command: string, args?: Message): Promise<unknown>;
  /**
   * Ends the process, whatever it does, and waits for the end.
   *
   * @param stopped called when the machine has stopped and its process is ending
   */
  crash(stopped?: () => void): Promise<void>;
}

/** qemu answers at once, unless the host is very busy. */
const QMP_MS = 5_000;
const POLL_MS = 50;
const CRASH_MS = 3_000;

const vmStatus = z.object({ status: z.string() });

/**
 * The machine called `name` whose QMP socket is `qmp`.
 *
 * @param kill ends its qemu by force
 * @param signal ends every talk with it
 */
export function qemuMachine(
  name: string,
  qmp: string,
  kill: () => Promise<unknown>,
  signal: AbortSignal | undefined,
): Machine {
  const talk: Machine["talk"] = async (say) => {
    await using open = await connectQmp(qmp, { withinMs: QMP_MS, signal });
    return await say(open);
  };

  const ask: Machine["ask"] = (command, args) => talk((open) => open.execute(command, args));

  const state: Machine["state"] = async () => {
    try {
      const reply = await ask("query-status");
      const { status } = expectReply(vmStatus, reply, "query-status");
      return status === "paused" ? "paused" : "running";
    } catch (error) {
      if (isNobodyThere(error)) return "off";
      throw error instanceof FwError && error.code === "E_QEMU" ? silent(name, error) : error;
    }
  };

  const isOff: Machine["isOff"] = async () =>
    (await state().catch(() => {
      signal?.throwIfAborted();
      return undefined;
    })) === "off";

  return {
    talk,
    ask,
    state,
    isOff,
    async crash(stopped) {
      await ask("quit").catch(() => undefined);
      stopped?.();
      for (const started = performance.now(); !(await isOff()); await sleep(POLL_MS)) {
        if (performance.now() - started < CRASH_MS) continue;
        await kill();
        if (performance.now() - started < 4 * CRASH_MS) continue;
        throw new FwError("E_QEMU", `the qemu of ${name} does not end`, {
          hint: "end the lab: fw down --purge",
        });
      }
    },
  };
}

function silent(name: string, cause: FwError): FwError {
  return new FwError("E_QEMU", `the qemu of ${name} does not answer: ${cause.message}`, {
    hint: `let the machine crash: fw power ${name} off; or end the lab: fw down`,
    cause,
  });
}
