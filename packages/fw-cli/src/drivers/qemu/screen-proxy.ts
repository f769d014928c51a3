import { once } from "node:events";
import { chmod, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";

import type { Model, Node } from "fw-config";

import { FwError } from "../../errors.ts";
import { foldersToHide, withoutFolders } from "../../host/hidden-folders.ts";
import { makeFolder } from "../../host/make-folder.ts";
import { type Namespace, runInside, spawnInside } from "../../host/namespace.ts";
import { ownerOf } from "../../host/owner.ts";
import { programFile } from "../../package.ts";
import { ensureCertificates } from "../../spice/certificates.ts";
import type { ProxySettings } from "../../spice/proxy/settings.ts";
import { prepareTickets } from "../../spice/tickets.ts";
import { never, waitUntil } from "../../wait-until.ts";
import { logTail } from "../console-log.ts";
import type { ScreenProxy } from "../driver.ts";
import type { NodePaths } from "../paths.ts";

const START_MS = 20_000;
/** A proxy answers at once, also on a busy host: it has next to nothing to do. */
const ANSWER_MS = 3_000;
/** Measured: 12 MB with a viewer, and all that is copied is streamed. */
const HEAP_MIB = 64;

/** What a proxy must know of its lab. */
export interface ProxyLab {
  readonly model: Pick<Model, "name">;
  readonly namespace: Namespace;
  /** `uid:gid` that it becomes; absent when it runs unprivileged already. */
  readonly proxiesRunAs: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the folder in which the proxy finds qemu's socket: its way there ends at the lab's folder, which
 * is closed. The sockets of the machine's last run go: its proxy may not have ended yet.
 */
export async function prepareScreen(
  { screen, spice, spiceServer }: NodePaths,
  runAs: string | undefined,
): Promise<void> {
  await makeFolder(screen, 0o700);
  if (runAs !== undefined) await chmod(screen, 0o711);
  await rm(spice, { force: true });
  await rm(spiceServer, { force: true });
}

/** The proxy of a machine that runs. */
export function screenProxy(lab: ProxyLab, node: Node, paths: NodePaths): ScreenProxy {
  const answers = (): Promise<boolean> => endsConnections(paths.spice);
  return {
    answers,
    async ensure() {
      if (await answers()) return;
      await endProxy(lab.namespace, paths);
      await start(lab, node, paths, answers);
    },
  };
}

/** The kernel takes connections for a program that hangs, but only the program itself ends one. */
async function endsConnections(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
    const closed = once(socket, "close", { signal: AbortSignal.timeout(ANSWER_MS) });
    socket.resume().end();
    await closed;
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Ends a proxy that hangs: it would keep the port. */
async function endProxy(namespace: Namespace, { spice }: NodePaths): Promise<void> {
  const told = JSON.stringify({ viewers: spice }).slice(1, -1);
  const pattern = told.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  // That there is none is fine.
  await runInside(namespace, ["pkill", "-KILL", "-f", pattern]).catch(() => undefined);
}

async function start(
  { model, namespace, proxiesRunAs, signal = never }: ProxyLab,
  { name, vm }: Node,
  paths: NodePaths,
  answers: () => Promise<boolean>,
): Promise<void> {
  if (vm?.spice === undefined) throw new TypeError(`${name} has no screen`);
  const { clipboard, fileTransfer, remote } = vm.spice;
  const { certificates, tickets, usedTickets, screenLog } = paths;
  if (remote !== undefined) {
    await ensureCertificates(certificates, remote.address);
    await prepareTickets(tickets, proxiesRunAs === undefined ? undefined : ownerOf(proxiesRunAs));
  }
  const settings: ProxySettings = {
    lab: model.name,
    node: name,
    sharing: { clipboard, fileTransfer },
    viewers: paths.spice,
    server: paths.spiceServer,
    machine: Number(await readFile(paths.pidFile, "utf8")),
    ...(proxiesRunAs !== undefined && { runAs: proxiesRunAs }),
    ...(remote && { remote: { ...remote, certificates, tickets, usedTickets } }),
  };
  await rm(paths.spice, { force: true });
  const program = programFile("spice");
  const hidden = await foldersToHide([paths.dir, program, process.execPath]);
  const node = [process.execPath, `--max-old-space-size=${HEAP_MIB}`, program];
  const command = ["setpriv", "--no-new-privs", "--", ...node, JSON.stringify(settings)];
  const onHost = { network: "host" } as const;
  const child = await spawnInside(namespace, withoutFolders(hidden, command), screenLog, onHost);
  const failure = async (): Promise<FwError> =>
    new FwError(
      "E_NOT_READY",
      `${name} runs, but its screen cannot be reached:\n${await logTail(screenLog)}`,
      {
        hint: `try it again: fw power ${name} off, then on; all that the proxy said is in ${screenLog}`,
      },
    );
  await waitUntil(
    async () => {
      if (await answers()) return true;
      if (child.exitCode !== null || child.signalCode !== null) throw await failure();
      return false;
    },
    { what: `the screen of ${name} can be reached`, timeoutMs: START_MS, signal, failure },
  );
}
