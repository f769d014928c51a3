import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import type { Model, Node, Vm } from "fw-config";
import { z } from "zod";

import { FwError } from "../../errors.ts";
import { CAPPED_LOG, logFiles, withCappedLog } from "../../host/capped-log.ts";
import { foldersToHide, withoutFolders } from "../../host/hidden-folders.ts";
import { type Namespace, runInside, spawnInside } from "../../host/namespace.ts";
import { NOBODY } from "../../host/unprivileged-id.ts";
import { never } from "../../wait-until.ts";
import { capture } from "../capture.ts";
import { logTail } from "../console-log.ts";
import type { Driver, MachineState, Screen, ScreenProxy } from "../driver.ts";
import { findNic, findNode, nodeOff, nodePaused } from "../node-errors.ts";
import type { DriverPaths, NodePaths } from "../paths.ts";
import {
  type GuestAgent,
  guestClose,
  guestExec,
  guestOpen,
  guestRead,
  guestWrite,
} from "./guest-agent.ts";
import { guestClockOffset } from "./guest-clock.ts";
import { guestRun, talkMs, withAgent } from "./guest-run.ts";
import { BOOT_MS, journalArgv, unitTail, waitForSystemd } from "./guest-system.ts";
import { controlGroups, withLimits } from "./machine-limits.ts";
import { type Machine, qemuMachine } from "./machine.ts";
import { expectReply } from "./reply.ts";
import { prepareScreen, screenProxy } from "./screen-proxy.ts";
import { makePictureFile, pressKeys, takePicture, withPicture } from "./screen.ts";
import { type SharedAgent, sharedAgent } from "./shared-agent.ts";
import type { TalkLimits } from "./talk-limits.ts";
import { usbPorts } from "./usb-ports.ts";

/** What a machine is started from. */
export interface MachineImage {
  readonly kernel: string;
  readonly initrd: string;
  /** The image's disk, below that of the node. */
  readonly disk: string;
}

/** All that the driver must know of its lab. */
export interface QemuLab {
  readonly model: Model;
  readonly paths: DriverPaths;
  readonly namespace: Namespace;
  readonly accel: "kvm" | "tcg";
  /** The image of a node's machine. */
  readonly imageOf: (node: Node) => MachineImage;
  /** `uid:gid` that qemu becomes once it has opened its taps; absent when it runs unprivileged already. */
  readonly runAs: string | undefined;
  /** The same for the proxies of the screens; another id, so that no machine may touch them. */
  readonly proxiesRunAs: string | undefined;
  /** Aborted when the user wants no answer any more: then every talk ends. */
  readonly signal?: AbortSignal | undefined;
}

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
  const { signal: given } = lab;
  const limits = (withinMs: number): TalkLimits => ({ withinMs, signal: given });
  const machine = (name: string): Machine => {
    const { qmp, pidFile } = files(name);
    // That it has ended meanwhile is fine.
    const kill = (): Promise<unknown> =>
      runInside(lab.namespace, ["pkill", "-9", "-F", pidFile]).catch(() => undefined);
    return qemuMachine(name, qmp, kill, given);
  };
  const state = (name: string): Promise<MachineState> => machine(name).state();
  const ownGroup = controlGroups();

  const watchers = new Map<string, SharedAgent>();
  /** For questions that only look: those asked at the same time share a conversation. */
  const look = <T>(name: string, talk: (agent: GuestAgent) => Promise<T>): Promise<T> => {
    const watcher = watchers.get(name) ?? sharedAgent(files(name).qga, limits(LOOK_MS));
    watchers.set(name, watcher);
    return watcher(talk);
  };

  const start = async (name: string): Promise<void> => {
    const { dir, qmp, qga, console, consoleLog, spiceServer, vnc, pidFile, disk, seed, qemuLog } =
      files(name);
    // Loaded here, because whoever only looks at a machine does not need it.
    const { qemuArgv } = await import("fw-config");
    const node = findNode(lab.model, name);
    const image = lab.imageOf(node);
    const argv = qemuArgv(lab.model, node, {
      accel: lab.accel,
      kernel: image.kernel,
      initrd: image.initrd,
      disk,
      seed,
      qmp,
      qga,
      console,
      consoleLog: CAPPED_LOG,
      spice: spiceServer,
      vnc,
      pidFile,
      ...(lab.runAs !== undefined && { runAs: lab.runAs }),
    });
    // The log starts anew when the machine does.
    await Promise.all(logFiles(consoleLog).map((log) => rm(log, { force: true })));
    const hidden = await foldersToHide([dir, image.kernel, image.initrd, image.disk]);
    const size = sizeOf(node);
    const { picture } = files(name);
    await makePictureFile(picture, lab.runAs);
    const open = withPicture([QEMU, ...argv], picture);
    const limited = withLimits(size, sizesOfId(lab), open);
    const command = withCappedLog(withoutFolders(hidden, limited), consoleLog);
    const group = await ownGroup(size);
    if (node.vm?.spice !== undefined) await prepareScreen(files(name), lab.proxiesRunAs);
    const child = await spawnInside(lab.namespace, command, qemuLog, { starting: group });
    while (await machine(name).isOff()) {
      if (child.exitCode !== null || child.signalCode !== null) {
        const said = await logTail(qemuLog);
        throw new FwError("E_QEMU", `${name}: qemu does not start:\n${said}`, {
          hint: `see what this machine lacks: fw doctor; all that qemu said is in ${qemuLog}`,
        });
      }
      await sleep(POLL_MS);
    }
    if (node.vm?.spice !== undefined) await proxyOf(name).ensure();
  };

  const proxyOf = (name: string): ScreenProxy =>
    screenProxy(lab, findNode(lab.model, name), files(name));

  const requireRunning = async (name: string): Promise<void> => {
    const now = await state(name);
    if (now === "off") throw nodeOff(name);
    if (now === "paused") throw nodePaused(name);
  };

  const exec: Driver["exec"] = async (name, command) => {
    await requireRunning(name);
    const signal = given === undefined ? command.signal : AbortSignal.any([command.signal, given]);
    return guestRun(files(name).qga, { ...command, signal }).catch((error: unknown) => {
      throw guestFailure(name, error);
    });
  };

  /** Whether the guest may have got the order; an agent that does not even synchronise has not. */
  const orderPowerOff = async (name: string, timeoutMs: number): Promise<boolean> => {
    let ordered = false;
    // The agent's own guest-shutdown needs logind, which the image leaves out.
    await withAgent(files(name).qga, limits(timeoutMs), (agent) => {
      ordered = true;
      return guestExec(agent, "/bin/systemctl", POWER_OFF);
    }).catch(() => given?.throwIfAborted());
    return ordered;
  };

  const screen: Screen = {
    async picture(name) {
      if ((await state(name)) === "off") throw nodeOff(name);
      return takePicture(name, machine(name), files(name).picture);
    },
    async press(name, chords) {
      await requireRunning(name);
      return pressKeys(machine(name), chords, given);
    },
  };

  return {
    start,
    state,
    exec,
    screen,
    waitForSystem: (name, signal) => waitForSystemd({ exec }, name, signal),
    logTail: (name, service) => unitTail({ exec }, name, service),
    journal: journalArgv,
    serviceCommand: async (_name, service, action) => ["systemctl", action, service],
    async power(name, action, stopped) {
      // A qemu that does not answer can be made to crash all the same.
      if (action === "off" && !(await machine(name).isOff())) return machine(name).crash(stopped);
      const now = await state(name);
      if (action === "on") return now === "off" ? start(name) : undefined;
      if (now === "off") throw nodeOff(name);
      await machine(name).ask(action === "pause" ? "stop" : "cont");
    },
    async shutdown(name, timeoutMs) {
      const started = performance.now();
      if (await machine(name).isOff()) return true;
      // It goes on when it was paused; to one that runs this is nothing.
      await machine(name)
        .ask("cont")
        .catch(() => undefined);
      if (!(await orderPowerOff(name, timeoutMs))) return machine(name).isOff();
      while (performance.now() - started < timeoutMs) {
        if (await machine(name).isOff()) return true;
        await sleep(POLL_MS);
      }
      return false;
    },
    async link(name, iface, up) {
      findNic(lab.model, name, iface);
      if ((await state(name)) === "off") throw nodeOff(name);
      await machine(name).ask("set_link", { name: iface, up: up === "up" });
    },
    async waitForCommands(name, signal) {
      const started = performance.now();
      for (;;) {
        signal.throwIfAborted();
        if (performance.now() - started > BOOT_MS)
          throw await hungDuringBoot(name, files(name).consoleLog);
        const answered = await withAgent(
          files(name).qga,
          { withinMs: SYNC_MS, signal },
          async () => true,
        ).catch(() => false);
        if (answered) return;
        if (await machine(name).isOff()) throw await diedDuringBoot(name, files(name).consoleLog);
        await sleep(POLL_MS, undefined, { signal });
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
      await withAgent(files(name).qga, limits(talkMs(content.length)), async (agent) => {
        const handle = await guestOpen(agent, path, "w");
        await guestWrite(agent, handle, content);
        await guestClose(agent, handle);
      });
      const chmod = ["chmod", mode.toString(8), path] as const;
      const { exitCode, stderr } = await capture({ exec }, name, chmod, never);
      if (exitCode !== 0) throw new FwError("E_GUEST", `${name}: cannot write ${path}: ${stderr}`);
    },
    usb: usbPorts(files, given),
    screenProxy: proxyOf,
    clockOffsetMs: (name) => look(name, guestClockOffset),
    async addresses(name) {
      return look(name, async (agent) => {
        const reply = await agent.call("guest-network-get-interfaces");
        const found = expectReply(guestInterfaces, reply, "guest-network-get-interfaces");
        return found.flatMap((entry) =>
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

/** The sizes of the machines that run under the lab's own user id, if it has one. */
function sizesOfId({ model, runAs }: QemuLab): readonly Vm[] | undefined {
  if (runAs === undefined || Number.parseInt(runAs, 10) === NOBODY) return undefined;
  return model.nodes.flatMap(({ vm }) => (vm === undefined ? [] : [vm]));
}

function sizeOf({ name, vm }: Node): Vm {
  if (vm === undefined) throw new TypeError(`${name} is no virtual machine`);
  return vm;
}

const POWER_OFF = ["--no-block", "--job-mode=replace-irreversibly", "start", "poweroff.target"];
const POLL_MS = 50;
/** Who only looks does not wait long for a guest that is not up yet. */
const SYNC_MS = 2_000;
const LOOK_MS = 4_000;

/** What went wrong in a talk, with the node's name and a way out. */
function guestFailure(name: string, error: unknown): unknown {
  if (!(error instanceof FwError) || error.code !== "E_QEMU") return error;
  return new FwError("E_QEMU", `${name}: ${error.message}`, {
    hint: `see what it does: fw logs ${name} --console; or let it crash: fw power ${name} off`,
    cause: error,
  });
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
