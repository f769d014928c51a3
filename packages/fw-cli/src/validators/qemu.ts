import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { execa } from "execa";
import { type Nic, type Node, qemuArgv } from "fw-config";
import { z } from "zod";

import { connectQmp, type Qmp } from "../drivers/qemu/qmp.ts";
import { expectReply } from "../drivers/qemu/reply.ts";
import type { FwError } from "../errors.ts";
import { requireTun } from "../host/tun.ts";
import { inNamespace } from "./namespace-script.ts";
import { askForSpice, compareSpice } from "./qemu-spice.ts";
import { real } from "./requirements.ts";
import type { SoloChecker, Subject } from "./validator.ts";

/** Stands for the path of a file: the command line is no file. */
const COMMAND_LINE = "(qemu command line)";

const START_MS = 15_000;

/**
 * qemu started with the rendered command line and `-S`, so that no guest runs: its monitor tells
 * whether it waits, and which network cards on which taps, and which desktop parts, it made of the line.
 */
export const qemuChecker: SoloChecker = {
  name: "qemu -S",
  requirements: [real.unshare, real.ip, real.qemu, real.qemuImg],
  paths: ({ node }) => (node?.vm === undefined ? [] : [COMMAND_LINE]),
  async check(subject) {
    const { node } = subject;
    if (node === undefined) return "";
    const obstacle = await whyNoTun();
    if (obstacle !== undefined) return { skipped: obstacle };
    const argv = await stoppedArgv(subject, node);
    const taps = node.nics.map(({ tap }) => `tuntap add dev ${tap} mode tap`);
    const running = inNamespace(subject, ["qemu-system-x86_64", ...argv], taps);
    const asked = askMonitor(subject.scratch, node, running, subject.signal);
    return (await asked) ?? (await running).output.trim();
  },
};

/** Why this user cannot make taps, with a hint. */
async function whyNoTun(): Promise<string | undefined> {
  return requireTun().then(
    () => undefined,
    ({ message, hint }: FwError) => `${message}; ${hint}`,
  );
}

/** The rendered line for files that exist, stopped, and without the kernel, which is the image's. */
async function stoppedArgv(subject: Subject, node: Node): Promise<readonly string[]> {
  const at = (name: string): string => join(subject.scratch, name);
  await execa("qemu-img", ["create", "-q", "-f", "qcow2", at("disk"), "16M"]);
  await writeFile(at("seed"), Buffer.alloc(1024 ** 2));
  const argv = qemuArgv(subject.model, node, {
    accel: "tcg",
    kernel: "-",
    initrd: "-",
    disk: at("disk"),
    seed: at("seed"),
    qmp: at("qmp"),
    qga: at("qga"),
    console: at("console"),
    consoleLog: at("console.log"),
    pidFile: at("pid"),
    spice: at("spice"),
    vnc: at("vnc"),
  });
  const boot = new Set(["-kernel", "-initrd", "-append"]);
  const kept = argv.filter((word, i) => !boot.has(word) && !boot.has(argv[i - 1] ?? ""));
  return ["-S", ...kept];
}

/** What is wrong; undefined when qemu ended before it could be asked. */
async function askMonitor(
  scratch: string,
  node: Node,
  running: Promise<unknown>,
  signal: AbortSignal,
): Promise<string | undefined> {
  let ended = false;
  void running.then(() => (ended = true));
  for (const start = performance.now(); performance.now() - start < START_MS; await sleep(100)) {
    const qmp = await connectQmp(join(scratch, "qmp"), { withinMs: START_MS, signal }).catch(
      () => undefined,
    );
    if (qmp !== undefined) return await judge(qmp, node, scratch);
    if (ended) return undefined;
  }
  return `its monitor did not answer within ${START_MS / 1000} s`;
}

async function judge(qmp: Qmp, node: Node, scratch: string): Promise<string> {
  await using monitor = qmp;
  const reply = await monitor.execute("query-status");
  const { status } = expectReply(z.object({ status: z.string() }), reply, "query-status");
  const network = await monitor.execute("human-monitor-command", {
    "command-line": "info network",
  });
  const { spice, usb } = node.vm ?? {};
  const sockets = { spice: join(scratch, "spice"), vnc: join(scratch, "vnc") };
  const desktop =
    spice === undefined || usb === undefined
      ? []
      : compareSpice(spice, usb, sockets, await askForSpice(monitor, spice));
  // It closes the connection while it answers.
  await monitor.execute("quit").catch(() => undefined);
  const complaints = [...compareNics(node.nics, String(network)), ...desktop];
  return [...(status === "prelaunch" ? [] : [`its status is ${status}`]), ...complaints].join("\n");
}

/**
 * Differences between a node's network cards and qemu's own list.
 *
 * @param network what the monitor answers to `info network`
 */
export function compareNics(nics: readonly Nic[], network: string): readonly string[] {
  const pattern = /macaddr=(\S+)\s+\\ (\S+?): index=\d+,type=tap,ifname=([^,\s]+)/g;
  const made = Array.from(
    network.matchAll(pattern),
    ([, mac, name, tap]) => `${name} ${mac} ${tap}`,
  );
  const meant = nics.map(({ name, mac, tap }) => `${name} ${mac} ${tap}`);
  return [
    ...meant.filter((nic) => !made.includes(nic)).map((nic) => `lacks the network card ${nic}`),
    ...made.filter((nic) => !meant.includes(nic)).map((nic) => `has another network card: ${nic}`),
  ];
}
