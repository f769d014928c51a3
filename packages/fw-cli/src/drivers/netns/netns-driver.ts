import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { execa } from "execa";
import { type Model, type Node, render } from "fw-config";
import { z } from "zod";

import { FwError } from "../../errors.ts";
import { type Namespace, runInside } from "../../host/namespace.ts";
import { isAlive, processIdentity } from "../../host/process-identity.ts";
import type { LabPaths } from "../../lab/paths.ts";
import type { Driver, GuestCommand, InterfaceAddress, MachineState } from "../driver.ts";
import { bootScript, STOP } from "./boot-script.ts";
import { addressPlan, cablePlan } from "./links.ts";
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
import { nodeServices } from "./services.ts";

/** All that the driver must know of its lab. */
export interface NetnsLab {
  readonly model: Model;
  readonly paths: LabPaths;
  readonly namespace: Namespace;
}

const nodeNamespace = z.strictObject({ init: processIdentity, pidInLab: z.number() });
const ipAddresses = z.array(
  z.object({
    ifname: z.string(),
    address: z.string().optional(),
    addr_info: z.array(
      z.object({ local: z.string().optional(), prefixlen: z.number().optional() }),
    ),
  }),
);

/**
 * Drives the nodes of a lab as namespaces: no image, no root, seconds instead
 * of a minute. Each node has its own network, processes, mounts and host name,
 * and the real daemons read the rendered files there; the kernel is shared.
 */
export function createNetnsDriver(lab: NetnsLab): Driver {
  const { model, namespace, paths } = lab;
  const noteOf = (name: string): string => join(paths.node(name).dir, "init.json");

  const running = async (name: string): Promise<NodeNamespace | undefined> => {
    const note = await readFile(noteOf(name), "utf8").catch(() => undefined);
    const node = note === undefined ? undefined : nodeNamespace.parse(JSON.parse(note));
    return node !== undefined && (await isAlive(node.init)) ? node : undefined;
  };
  const expectOn = async (name: string): Promise<NodeNamespace> => {
    const node = await running(name);
    if (node === undefined) throw nodeOff(name);
    return node;
  };
  const expectAwake = async (name: string): Promise<NodeNamespace> => {
    const node = await expectOn(name);
    if (await isNodeStopped(node)) throw nodePaused(name);
    return node;
  };
  const links = (name: string, change: (tap: string) => string): Promise<string> => {
    const lines = findNode(model, name).nics.map(({ tap }) => change(tap));
    return runInside(namespace, ["bridge", "-batch", "-"], `${lines.join("\n")}\n`);
  };

  const start = async (name: string): Promise<void> => {
    const node = findNode(model, name);
    const { dir, consoleLog } = paths.node(name);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await removeCables(namespace, node);
    const made = await createNodeNamespace(namespace, consoleLog);
    try {
      await writeFile(noteOf(name), JSON.stringify(made), { mode: 0o600 });
      await runInside(
        namespace,
        ["ip", "-batch", "-"],
        `${cablePlan(node, made.pidInLab).join("\n")}\n`,
      );
      await boot(lab, node, made);
    } catch (error) {
      await destroyNodeNamespace(made);
      throw error;
    }
  };

  /** The cables stop first and in one go: a kernel that is torn down still forwards for a while. */
  const crash = async (name: string): Promise<void> => {
    const made = await expectOn(name);
    await links(name, (tap) => `link set dev ${tap} state ${PORT_DISABLED}`);
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
    async power(name, action) {
      if (action === "on") return (await running(name)) === undefined ? start(name) : undefined;
      if (action === "off") return crash(name);
      const node = await expectOn(name);
      if (action === "pause") {
        // The kernel is shared and goes on: only a port that takes nothing makes it as silent as a stopped machine's.
        await links(name, (tap) => `link set dev ${tap} state ${PORT_DISABLED}`);
        return stopNode(node);
      }
      await continueNode(node);
      await links(name, (tap) => `link set dev ${tap} state ${PORT_FORWARDING}`);
    },
    async shutdown(name, timeoutMs) {
      const node = await running(name);
      if (node === undefined) return true;
      if (await isNodeStopped(node)) await continueNode(node);
      const services = nodeServices(render(model).filter(({ host }) => host === name));
      const names = services.map((service) => service.name).toReversed();
      const [file, ...args] = insideNode(namespace, node, ["sh", "-c", STOP, "sh", ...names]);
      const { timedOut } = await execa(file, args, { reject: false, timeout: timeoutMs });
      if (timedOut) return false;
      await crash(name);
      return true;
    },
    async link(name, iface, state) {
      await expectOn(name);
      const nic = findNode(model, name).nics.find((candidate) => candidate.name === iface);
      if (nic === undefined) throw noInterface(name, iface, findNode(model, name));
      await runInside(namespace, ["ip", "link", "set", nic.tap, state]);
    },
    async waitForCommands(name, signal) {
      signal.throwIfAborted();
      await expectAwake(name);
    },
    async exec(name, command) {
      return runOnNode(
        insideNode(namespace, await expectAwake(name), environment(command)),
        command,
      );
    },
    async readFile(name, path) {
      const argv = insideNode(namespace, await expectAwake(name), ["cat", "--", path]);
      const result = await execa(argv[0], argv.slice(1), {
        encoding: "buffer",
        reject: false,
        stripFinalNewline: false,
      });
      return result.exitCode === 0 ? Buffer.from(result.stdout) : undefined;
    },
    async copyIn(name, path, content, mode) {
      const write = [
        "sh",
        "-c",
        'umask 077; cat >"$1" && chmod "$2" "$1"',
        "sh",
        path,
        mode.toString(8),
      ];
      const argv = insideNode(namespace, await expectAwake(name), write);
      const result = await execa(argv[0], argv.slice(1), { input: content, reject: false });
      if (result.exitCode !== 0)
        throw new FwError("E_GUEST", `${name}: cannot write ${path}: ${result.stderr}`);
    },
    async addresses(name) {
      const argv = insideNode(namespace, await expectAwake(name), [
        "ip",
        "-json",
        "address",
        "show",
      ]);
      const { stdout } = await execa(argv[0], argv.slice(1));
      return ipAddresses.parse(JSON.parse(stdout)).flatMap(({ ifname, address, addr_info }) =>
        addr_info.map(({ local, prefixlen }): InterfaceAddress => ({
          iface: ifname,
          mac: address,
          address: `${local ?? ""}/${prefixlen ?? ""}`,
        })),
      );
    },
  };
}

/** States of a bridge's port (bridge(8)): disabled neither takes nor gives a frame, and the carrier stays. */
const PORT_DISABLED = 0;
const PORT_FORWARDING = 3;

async function boot(lab: NetnsLab, node: Node, made: NodeNamespace): Promise<void> {
  const services = nodeServices(render(lab.model).filter(({ host }) => host === node.name));
  const files = join(lab.paths.artifacts, node.name);
  const argv = insideNode(lab.namespace, made, [
    "sh",
    "-c",
    bootScript(services),
    "fw-boot",
    files,
    node.name,
  ]);
  const input = `${addressPlan(node).join("\n")}\n`;
  const result = await execa(argv[0], argv.slice(1), { input, reject: false, cwd: "/" });
  if (result.exitCode === 0) return;
  throw new FwError(
    "E_GUEST",
    `${node.name} does not start: ${result.stderr || result.shortMessage}`,
  );
}

/** Removes what of the node is still on the bridges; an end goes by itself, later, with its namespace. */
async function removeCables(namespace: Namespace, node: Node): Promise<void> {
  const lines = node.nics.map(({ tap }) => `link del ${tap}`);
  const argv = ["ip", "-force", "-batch", "-"];
  await runInside(namespace, argv, `${lines.join("\n")}\n`).catch(() => undefined);
  for (const { tap } of node.nics) {
    while (
      await runInside(namespace, ["ip", "link", "show", tap]).then(
        () => true,
        () => false,
      )
    ) {
      await sleep(POLL_MS);
    }
  }
}

const POLL_MS = 10;

const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

function environment({ argv }: GuestCommand): readonly string[] {
  return ["env", "-i", PATH, "HOME=/root", ...argv];
}

function findNode(model: Model, name: string): Node {
  const node = model.nodes.find((candidate) => candidate.name === name);
  if (node === undefined)
    throw new FwError("E_USAGE", `no node is called ${name}`, { exitCode: 2 });
  return node;
}

function noInterface(name: string, iface: string, node: Node): FwError {
  const names = node.nics.map((nic) => nic.name).join(", ");
  return new FwError("E_USAGE", `${name} has no interface ${iface}`, {
    hint: `it has: ${names}`,
    exitCode: 2,
  });
}

function nodeOff(name: string): FwError {
  return new FwError("E_NODE_OFF", `${name} is off`, { hint: `switch it on: fw power ${name} on` });
}

function nodePaused(name: string): FwError {
  return new FwError("E_NODE_OFF", `${name} is paused`, {
    hint: `let it go on: fw power ${name} resume`,
  });
}
