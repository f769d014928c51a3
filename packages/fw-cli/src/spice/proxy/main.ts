// The proxy between spice viewers and one machine: started in the lab's namespaces but on the host's
// network, it ends with the machine, and with the lab.
import { once } from "node:events";
import { chown } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { basename, dirname } from "node:path";

import { dropPrivileges, ownerOf } from "../../host/owner.ts";
import { identifyProcess, isAlive } from "../../host/process-identity.ts";
import { createDoorkeeper } from "../doorkeeper.ts";
import type { Passage } from "../link-channel.ts";
import { ProtocolError } from "../protocol-error.ts";
import { serveViewer } from "../serve-viewer.ts";
import type { StoredTicket } from "../stored-ticket.ts";
import { readTickets } from "../tickets.ts";
import { listenForTls, listenOnSocket } from "./listen.ts";
import type { ProxySettings } from "./settings.ts";
import { openUsedTickets } from "./used-tickets.ts";

const WATCH_MS = 500;
/** Connections that have not shown a ticket yet; more of them would keep those who have one waiting. */
const MOST_STRANGERS = 16;

function log(what: string): void {
  console.log(`${new Date().toISOString()} ${what}`);
}

/** The proxy may be allowed to open what is in its folder, but not the way to it. */
async function connectTo(server: string): Promise<Socket> {
  const socket = connect(server);
  try {
    await once(socket, "connect");
  } catch (cause) {
    throw new ProtocolError("the machine's spice server does not answer", { cause });
  }
  socket.on("error", () => undefined);
  return socket;
}

async function serve(
  viewer: Socket,
  from: string,
  passage: Passage,
  known: () => void = () => undefined,
): Promise<void> {
  const linked = (): void => {
    known();
    log(`${from}: let in`);
  };
  try {
    const why = await serveViewer(viewer, passage, linked);
    // Who looks whether the proxy is there says nothing.
    if (viewer.bytesRead > 0) log(`${from}: ${why ?? "ended"}`);
  } catch (error) {
    log(`${from}: ${String(error)}`);
  }
}

async function listenRemotely(
  passage: Passage,
  remote: NonNullable<ProxySettings["remote"]>,
): Promise<void> {
  const used = await openUsedTickets(remote.usedTickets);
  const tickets = async (): Promise<readonly StoredTicket[]> => {
    try {
      return await readTickets(basename(remote.tickets));
    } catch (error) {
      log(`nobody comes in: ${String(error)}`);
      return [];
    }
  };
  const doorkeeper = createDoorkeeper(tickets, used);
  let strangers = 0;
  await listenForTls(remote, (viewer) => {
    if (strangers >= MOST_STRANGERS) {
      viewer.destroy();
      return;
    }
    strangers += 1;
    const known = onlyOnce(() => (strangers -= 1));
    viewer.once("close", known);
    const from = `${viewer.remoteAddress} port ${viewer.remotePort}`;
    void serve(viewer, from, { ...passage, doorkeeper }, known);
  });
}

function onlyOnce(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}

async function endWithMachine(pid: number): Promise<void> {
  const machine = await identifyProcess(pid);
  const look = async (): Promise<void> => {
    if (machine === undefined || !(await isAlive(machine))) process.exit(0);
  };
  await look();
  setInterval(() => void look(), WATCH_MS);
}

async function main(settings: ProxySettings): Promise<void> {
  const { sharing, viewers, server, machine, runAs, remote } = settings;
  await endWithMachine(machine);
  process.chdir(dirname(server));
  const passage: Passage = { sharing, connect: () => connectTo(basename(server)) };
  if (remote !== undefined) await listenRemotely(passage, remote);
  await listenOnSocket(viewers, (viewer) => void serve(viewer, "a local viewer", passage));
  if (runAs === undefined) return;
  const { uid, gid } = ownerOf(runAs);
  await chown(server, uid, gid);
  dropPrivileges({ uid, gid });
}

try {
  await main(JSON.parse(process.argv[2] ?? "") as ProxySettings);
} catch (error) {
  log(String(error));
  process.exit(1);
}
