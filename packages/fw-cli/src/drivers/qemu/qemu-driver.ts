import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import type { Model } from "fw-config";
import { z } from "zod";

import { FwError } from "../../errors.ts";
import { CAPPED_LOG, olderLog, withCappedLog } from "../../host/capped-log.ts";
import { foldersToHide, withoutFolders } from "../../host/hidden-folders.ts";
import { type Namespace, runInside, spawnInside } from "../../host/namespace.ts";
import type { LabPaths, NodePaths } from "../../lab/paths.ts";
import { logTail } from "../console-log.ts";
import type { Driver, MachineState } from "../driver.ts";
import { findNic, findNode, nodeOff, nodePaused } from "../node-errors.ts";
import {
  type GuestAgent,
  guestClose,
  guestExec,
  guestOpen,
  guestRead,
  guestWrite,
} from "./guest-agent.ts";
import { guestClockOffset } from "./guest-clock.ts";
import { guestRun, withAgent } from "./guest-run.ts";
import { journalArgv, unitTail, waitForSystemd } from "./guest-system.ts";
import { connectQmp, type Qmp } from "./qmp.ts";
import { type SharedAgent, sharedAgent } from "./shared-agent.ts";

/** All that the driver must know of its lab. */
export interface QemuLab {
  readonly model: Model;
  readonly paths: LabPaths;
  readonly namespace: Namespace;
  readonly accel: "kvm" | "tcg";
  readonly kernel: string;
  readonly initrd: string;
  /** The base image's disk, below those of the nodes. */
  readonly disk: string;
  /** `uid:gid` that qemu becomes once it has opened its taps; absent when it runs unprivileged already. */
  readonly runAs: string | undefined;
}

const vmStatus = z.object({ status: z.string() });
const guestInterfaces = z.array(
  z.object({
    name: z.string(),
    "hardware-address": z.string().optional(),
    "ip-addresses": z.array(z.object({ "ip-address": z.string(), prefix: z.number() })).default([]),
  }),
);

/** Drives the nodes of a lab as qemu virtual machines: QMP for the machine, the guest agent for its system. */
export function createQemuDriver(lab: QemuLab): Driver {
  const files = (name: string): NodePaths => lab.paths.node(name);

  const watchers = new Map<string, SharedAgent>();
  /** For questions that only look: those asked at the same time share a conversation. */
  const look = <T>(name: string, talk: (agent: GuestAgent) => Promise<T>): Promise<T> => {
    const watcher = watchers.get(name) ?? sharedAgent(files(name).qga, LOOK_MS);
    watchers.set(name, watcher);
    return watcher(talk);
  };

  const start = async (name: string): Promise<void> => {
    const { dir, qmp, qga, console, consoleLog, spice, pidFile, disk, seed, qemuLog } = files(name);
    // Loaded here, because whoever only looks at a machine does not need it.
    const { qemuArgv } = await import("fw-config");
    const argv = qemuArgv(lab.model, findNode(lab.model, name), {
      ...{ accel: lab.accel, kernel: lab.kernel, initrd: lab.initrd, disk, seed },
      ...{ qmp, qga, console, consoleLog: CAPPED_LOG, spice, pidFile },
      ...(lab.runAs !== undefined && { runAs: lab.runAs }),
    });
    // The log starts anew when the machine does.
    await Promise.all([consoleLog, olderLog(consoleLog)].map((log) => rm(log, { force: true })));
    const hidden = await foldersToHide([dir, lab.kernel, lab.initrd, lab.disk]);
    const command = withCappedLog(withoutFolders(hidden, [QEMU, ...argv]), consoleLog);
    const child = await spawnInside(lab.namespace, command, qemuLog);
    while ((await state(name)) === "off") {
      if (child.exitCode !== null || child.signalCode !== null) {
        const said = await logTail(qemuLog);
        throw new FwError("E_QEMU", `${name}: qemu does not start:\n${said}`);
      }
      await sleep(POLL_MS);
    }
  };

  const state = async (name: string): Promise<MachineState> => {
    try {
      return await withQmp(files(name).qmp, async (qmp) => {
        const { status } = vmStatus.parse(await qmp.execute("query-status"));
        return status === "paused" ? "paused" : "running";
      });
    } catch {
      return "off";
    }
  };

  /** Ends the machine's process, whatever it does, and waits for the end. */
  const crash = async (name: string, stopped?: () => void): Promise<void> => {
    await withQmp(files(name).qmp, (qmp) => qmp.execute("quit")).catch(() => undefined);
    stopped?.();
    for (let waited = 0; (await state(name)) !== "off"; waited += POLL_MS) {
      if (waited > CRASH_MS)
        await runInside(lab.namespace, ["pkill", "-9", "-F", files(name).pidFile]);
      await sleep(POLL_MS);
    }
  };

  const command = async (name: string, qmpCommand: string): Promise<void> => {
    await withQmp(files(name).qmp, (qmp) => qmp.execute(qmpCommand));
  };

  const exec: Driver["exec"] = async (name, guestCommand) => {
    const now = await state(name);
    if (now === "off") throw nodeOff(name);
    if (now === "paused") throw nodePaused(name);
    return guestRun(files(name).qga, guestCommand);
  };

  return {
    start,
    state,
    exec,
    waitForSystem: (name, signal) => waitForSystemd({ exec }, name, signal),
    lastWords: (name, service) => unitTail({ exec }, name, service),
    journal: journalArgv,
    serviceCommand: async (_name, service, action) => ["systemctl", action, service],
    async power(name, action, stopped) {
      const now = await state(name);
      if (action === "on") return now === "off" ? start(name) : undefined;
      if (now === "off") throw nodeOff(name);
      if (action === "off") return crash(name, stopped);
      return command(name, action === "pause" ? "stop" : "cont");
    },
    async shutdown(name, timeoutMs) {
      if ((await state(name)) === "paused") await command(name, "cont");
      // The agent's own guest-shutdown needs logind, which the image leaves out.
      await withAgent(files(name).qga, (agent) =>
        guestExec(agent, "/bin/systemctl", POWER_OFF),
      ).catch(() => undefined);
      for (let waited = 0; waited < timeoutMs; waited += POLL_MS) {
        if ((await state(name)) === "off") return true;
        await sleep(POLL_MS);
      }
      return false;
    },
    async link(name, iface, up) {
      findNic(lab.model, name, iface);
      if ((await state(name)) === "off") throw nodeOff(name);
      await withQmp(files(name).qmp, (qmp) =>
        qmp.execute("set_link", { name: iface, up: up === "up" }),
      );
    },
    async waitForCommands(name, signal) {
      const started = performance.now();
      for (;;) {
        signal.throwIfAborted();
        if (performance.now() - started > BOOT_MS)
          throw await hungDuringBoot(name, files(name).consoleLog);
        const answered = await withAgent(files(name).qga, async () => true, LOOK_MS).catch(
          () => false,
        );
        if (answered) return;
        if ((await state(name)) === "off") throw await diedDuringBoot(name, files(name).consoleLog);
        await sleep(POLL_MS);
      }
    },
    async readFile(name, path) {
      return look(name, async (agent) => {
        const handle = await guestOpen(agent, path).catch(() => undefined);
        if (handle === undefined) return undefined;
        const content = await guestRead(agent, handle);
        await guestClose(agent, handle);
        return content;
      });
    },
    async copyIn(name, path, content, mode) {
      await withAgent(files(name).qga, async (agent) => {
        const handle = await guestOpen(agent, path, "w");
        await guestWrite(agent, handle, content);
        await guestClose(agent, handle);
      });
      const none = {
        stdout: process.stderr,
        stderr: process.stderr,
        signal: new AbortController().signal,
      };
      await guestRun(files(name).qga, { argv: ["chmod", mode.toString(8), path], ...none });
    },
    clockOffsetMs: (name) => look(name, guestClockOffset),
    async addresses(name) {
      return look(name, async (agent) => {
        const reply = await agent.call("guest-network-get-interfaces");
        return guestInterfaces.parse(reply).flatMap((entry) =>
          entry["ip-addresses"].map((address) => ({
            iface: entry.name,
            mac: entry["hardware-address"],
            address: `${address["ip-address"]}/${address.prefix}`,
          })),
        );
      });
    },
  };
}

const QEMU = "qemu-system-x86_64";
const POWER_OFF = ["--no-block", "--job-mode=replace-irreversibly", "start", "poweroff.target"];
const POLL_MS = 50;
const CRASH_MS = 3_000;
/** Twenty times what a guest takes to boot under emulation. */
const BOOT_MS = 300_000;
/** Who only looks does not wait long for a guest that is not up yet. */
const LOOK_MS = 2_000;

async function withQmp<T>(path: string, talk: (qmp: Qmp) => Promise<T>): Promise<T> {
  await using qmp = await connectQmp(path);
  return await talk(qmp);
}

async function hungDuringBoot(name: string, log: string): Promise<FwError> {
  return new FwError(
    "E_NOT_READY",
    `${name} does not answer after ${BOOT_MS / 1000} s; its console's last lines:\n${await logTail(log)}`,
    {
      hint: `read all of it: ${log}`,
    },
  );
}

async function diedDuringBoot(name: string, log: string): Promise<FwError> {
  return new FwError(
    "E_QEMU",
    `${name} died during its boot; its console's last lines:\n${await logTail(log)}`,
    {
      hint: `read all of it: ${log}`,
    },
  );
}
