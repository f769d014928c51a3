import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import { logTail } from "../drivers/console-log.ts";
import type { NodePaths } from "../drivers/paths.ts";
import { shell } from "../guest/shell.ts";
import { logFiles } from "../host/capped-log.ts";
import { makeFolder } from "../host/make-folder.ts";
import { type Namespace, runInside, spawnInside } from "../host/namespace.ts";
import { readOwnFile } from "../host/own-place.ts";
import { identifyProcess, isAlive, processIdentity } from "../host/process-identity.ts";
import { waitUntil } from "../wait-until.ts";
import type { UsbHost } from "./host.ts";

/** What is written down about a device while it is shared; without the file it is shared no longer. */
const share = z.strictObject({
  tcpPort: z.number().int(),
  /** Absent while it starts. */
  sharer: processIdentity.exactOptional(),
});

/** A device of the host that is offered to a machine. */
export interface SharedDevice {
  /** The same as that of the machine's port. */
  readonly id: string;
  /** vendor:product, of which the host has no other one. */
  readonly device: string;
  readonly host: UsbHost;
  /** A port of the lab's loopback, which nobody else listens on. */
  readonly tcpPort: number;
}

/** The first port that is tried: below those that the kernel hands out to connections. */
const FIRST_PORT = 24_000;
const PORTS = 1000;
/** The device's connection may end by itself first; after it the sharer is made to end. */
const END_MS = 8_000;

/** A TCP port of the lab's loopback that neither a server nor a share of these nodes has. */
export async function freePort(namespace: Namespace, nodes: readonly NodePaths[]): Promise<number> {
  const table = await runInside(namespace, ["ss", "-Hltn"]);
  const listening = Array.from(table.matchAll(/:(\d+)\s/g), ([, port]) => Number(port));
  const notes = await Promise.all(
    nodes.map(async (files) =>
      Promise.all((await sharedIds(files)).map((id) => readShare(files, id))),
    ),
  );
  const used = new Set([...listening, ...notes.flat().map((note) => note?.tcpPort)]);
  return (
    Array.from({ length: PORTS }, (_, i) => FIRST_PORT + i).find((port) => !used.has(port)) ?? 0
  );
}

/**
 * Shares a device inside the lab's namespace for as long as the machine lives and {@link endShare}
 * is not called, however this program ends.
 */
export async function startShare(
  namespace: Namespace,
  files: NodePaths,
  { id, device, host, tcpPort }: SharedDevice,
): Promise<void> {
  const note = noteOf(files, id);
  const log = logOf(files, id);
  await makeFolder(files.usb, 0o700);
  await Promise.all(logFiles(log).map((file) => rm(file, { force: true })));
  await writeFile(note, JSON.stringify({ tcpPort }), { mode: 0o600 });
  const address = `127.0.0.1:${tcpPort}`;
  const { program, root } = host;
  const argv = shell("share-usb", note, files.pidFile, program, device, address, root);
  const { pid } = await spawnInside(namespace, argv, log);
  const sharer = pid === undefined ? undefined : await identifyProcess(pid);
  await writeFile(note, JSON.stringify({ tcpPort, sharer }), { mode: 0o600 });
}

/** What the sharing program said last. */
export function shareLog(files: NodePaths, id: string): Promise<string> {
  return logTail(logOf(files, id));
}

/** The ids of the devices that are shared with the machine. */
export async function sharedIds({ usb }: NodePaths): Promise<readonly string[]> {
  const names = await readdir(usb).catch(() => []);
  return names.flatMap((name) => (name.endsWith(NOTE) ? [name.slice(0, -NOTE.length)] : []));
}

/**
 * Shares the device no longer, and waits until its program has ended: then the host has it back.
 *
 * @param unplug pulls it out of the machine, so that the program can end in good order
 */
export async function endShare(
  files: NodePaths,
  id: string,
  unplug: () => Promise<void> = async () => undefined,
): Promise<void> {
  const sharer = (await readShare(files, id))?.sharer;
  await rm(noteOf(files, id), { force: true });
  await unplug();
  await waitUntil(async () => sharer === undefined || !(await isAlive(sharer)), {
    what: "the USB device is shared no longer",
    timeoutMs: END_MS,
  });
  await Promise.all(logFiles(logOf(files, id)).map((file) => rm(file, { force: true })));
}

/** Ends all shares of a machine, which may still run. */
export async function endShares(files: NodePaths): Promise<void> {
  await Promise.all((await sharedIds(files)).map((id) => endShare(files, id)));
}

const NOTE = ".json";

function noteOf({ usb }: NodePaths, id: string): string {
  return join(usb, `${id}${NOTE}`);
}

function logOf({ usb }: NodePaths, id: string): string {
  return join(usb, `${id}.log`);
}

async function readShare(files: NodePaths, id: string): Promise<z.infer<typeof share> | undefined> {
  const text = await readOwnFile(noteOf(files, id), "mine");
  try {
    return share.parse(JSON.parse(text ?? ""));
  } catch {
    return undefined;
  }
}
