import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { execa } from "execa";
import { type Model, render } from "fw-config";
import { z } from "zod";

import { shell } from "../../guest/shell.ts";
import { logFiles } from "../../host/capped-log.ts";
import { makeFolder } from "../../host/make-folder.ts";
import type { Namespace } from "../../host/namespace.ts";
import { runInside } from "../../host/namespace.ts";
import { readOwnFile } from "../../host/own-place.ts";
import { isAlive, processIdentity } from "../../host/process-identity.ts";
import { logTail } from "../console-log.ts";
import type { Driver, GuestCommand, MachineState } from "../driver.ts";
import { findNic, findNode, nodeOff, nodePaused } from "../node-errors.ts";
import type { DriverPaths } from "../paths.ts";
import { bootNode } from "./boot-node.ts";
import { plugCables, removeCables, setPorts } from "./cables.ts";
import { type Inside, nodeAddresses, readNodeFile, writeNodeFile } from "./node-io.ts";
import {
  continueNode,
  createNodeNamespace,
  destroyNodeNamespace,
  insideNode,
  isNodeStopped,
  type NodeNamespace,
  stopNode,
} from "./node-namespace.ts";
import { runOnNode } from "./node-run.ts";
import { serviceCommand } from "./service-command.ts";
import { nodeServices, type Service } from "./services.ts";

/** All that the driver must know of its lab. */
export interface NetnsLab {
  readonly model: Model;
  readonly paths: DriverPaths;
  readonly namespace: Namespace;
  /** Aborted when the user wants no answer any more: then every program that asks a node ends. */
  readonly signal?: AbortSignal | undefined;
}

const nodeNamespace = z.strictObject({ init: processIdentity, pidInLab: z.number() });

/**
 * Drives the nodes of a lab as namespaces: no image, no root, seconds instead
 * of a minute. Each node has its own network, processes, mounts and host name,
 * and the real daemons read the rendered files there; the kernel is shared.
 */
export function createNetnsDriver({ model, namespace, paths, signal: given }: NetnsLab): Driver {
  const noteOf = (name: string): string => paths.node(name).init;

  const running = async (name: string): Promise<NodeNamespace | undefined> => {
    const note = await readOwnFile(noteOf(name), "mine");
    const node = note === undefined ? undefined : readNote(note);
    return node !== undefined && (await isAlive(node.init)) ? node : undefined;
  };
  const expectOn = async (name: string): Promise<NodeNamespace> => {
    const node = await running(name);
    if (node === undefined) throw nodeOff(name);
    return node;
  };
  const expectAwake = async (name: string): Promise<Inside> => {
    const node = await expectOn(name);
    if (await isNodeStopped(node)) throw nodePaused(name);
    return (argv) => insideNode(namespace, node, argv);
  };
  const servicesOf = (name: string): readonly Service[] =>
    nodeServices(render(model).filter(({ host }) => host === name));

  const start = async (name: string): Promise<void> => {
    const node = findNode(model, name);
    const { dir, consoleLog } = paths.node(name);
    await makeFolder(dir, 0o700);
    // The log starts anew when the node does, like a machine's console.
    await Promise.all(logFiles(consoleLog).map((log) => rm(log, { force: true })));
    await removeCables(namespace, node);
    const made = await createNodeNamespace(namespace, consoleLog);
    try {
      await writeFile(noteOf(name), JSON.stringify(made), { mode: 0o600 });
      await plugCables(namespace, node, made.pidInLab);
      const inside: Inside = (argv) => insideNode(namespace, made, argv);
      await bootNode(inside, node, {
        services: servicesOf(name),
        files: join(paths.artifacts, name),
      });
    } catch (error) {
      await destroyNodeNamespace(made);
      throw error;
    }
  };

  /** The cables stop first and in one go: a kernel that is torn down still forwards for a while. */
  const crash = async (name: string, stopped?: () => void): Promise<void> => {
    const made = await expectOn(name);
    await setPorts(namespace, findNode(model, name), "disabled");
    stopped?.();
    await destroyNodeNamespace(made);
    await removeCables(namespace, findNode(model, name));
    await rm(noteOf(name), { force: true });
  };

  return {
    start,
    async state(name): Promise<MachineState> {
      const node = await running(name);
      if (node === undefined) return "off";
      return (await isNodeStopped(node)) ? "paused" : "running";
    },
    async power(name, action, stopped) {
      if (action === "on") return (await running(name)) === undefined ? start(name) : undefined;
      if (action === "off") return crash(name, stopped);
      const node = await expectOn(name);
      if (action === "pause") {
        // The kernel is shared and goes on: only a port that takes nothing makes it as silent as a stopped machine's.
        await setPorts(namespace, findNode(model, name), "disabled");
        return stopNode(node);
      }
      await continueNode(node);
      await setPorts(namespace, findNode(model, name), "forwarding");
    },
    async shutdown(name, timeoutMs) {
      const node = await running(name);
      if (node === undefined) return true;
      if (await isNodeStopped(node)) await continueNode(node);
      const names = servicesOf(name).map((service) => service.name);
      const stop = shell("stop-services", ...names.toReversed());
      const [file, ...args] = insideNode(namespace, node, stop);
      const time = { timeout: timeoutMs, killSignal: "SIGKILL" } as const;
      const cancel = given === undefined ? {} : { cancelSignal: given };
      const { timedOut } = await execa(file, args, { reject: false, ...time, ...cancel });
      given?.throwIfAborted();
      if (timedOut) return false;
      await crash(name);
      return true;
    },
    async link(name, iface, state) {
      const { tap } = findNic(model, name, iface);
      await expectOn(name);
      await runInside(namespace, ["ip", "link", "set", tap, state]);
    },
    async waitForCommands(name, signal) {
      signal.throwIfAborted();
      await expectAwake(name);
    },
    // Whoever started it has waited for its system.
    async waitForSystem(name, signal) {
      signal.throwIfAborted();
      await expectAwake(name);
    },
    serviceCommand: (name, service, action) =>
      serviceCommand(join(paths.artifacts, name), service, action),
    logTail: async (name) => logTail(paths.node(name).consoleLog),
    async exec(name, command) {
      const inside = await expectAwake(name);
      const signal =
        given === undefined ? command.signal : AbortSignal.any([command.signal, given]);
      return runOnNode(inside(environment(command)), { ...command, signal });
    },
    readFile: async (name, path) => readNodeFile(await expectAwake(name), path, given),
    copyIn: async (name, path, content, mode) =>
      writeNodeFile(await expectAwake(name), { path, content, mode }, given),
    addresses: async (name) => nodeAddresses(await expectAwake(name), given),
  };
}

/** A note that was not written to its end is one of a node that never ran. */
function readNote(note: string): NodeNamespace | undefined {
  try {
    return nodeNamespace.parse(JSON.parse(note));
  } catch {
    return undefined;
  }
}

const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

function environment({ argv }: GuestCommand): readonly string[] {
  return ["env", "-i", PATH, "HOME=/root", ...argv];
}
