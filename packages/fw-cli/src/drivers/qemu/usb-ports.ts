import { readFile, stat } from "node:fs/promises";

import { z } from "zod";

import { waitUntil } from "../../wait-until.ts";
import type { UsbPlug, UsbPorts } from "../driver.ts";
import type { NodePaths } from "../paths.ts";
import { connectQmp, type Qmp } from "./qmp.ts";
import { expectReply } from "./reply.ts";

/** qemu answers at once, unless the host is very busy. */
const QMP_MS = 10_000;
const UNPLUG_MS = 10_000;
/** Where qemu keeps the devices that have a name. */
const PERIPHERAL = "/machine/peripheral";
/** The bus that the machine's command line has. */
const BUS = "usb.0";

const children = z.array(z.object({ name: z.string(), type: z.string() }));
const chardevs = z.array(z.object({ label: z.string() }));

/** The USB ports of the machines with these files, as their qemus have them. */
export function usbPorts(
  files: (node: string) => NodePaths,
  signal: AbortSignal | undefined,
): UsbPorts {
  const connect = (node: string): Promise<Qmp> =>
    connectQmp(files(node).qmp, { withinMs: QMP_MS, signal });

  return {
    async plugs(node) {
      await using qmp = await connect(node);
      const ids = await redirected(qmp);
      const addressed = await addressedByGuest(qmp);
      const plugs: UsbPlug[] = [];
      for (const id of ids) {
        const path = `${PERIPHERAL}/${id}`;
        const attached = await qmp.execute("qom-get", { path, property: "attached" });
        const state = addressed.has(id) ? "taken" : "connected";
        plugs.push({ id, state: attached === true ? state : "waiting" });
      }
      return plugs;
    },
    async plug(node, { id, tcpPort, filter }) {
      const { qemuLog } = files(node);
      const heard = await sizeOf(qemuLog);
      await using qmp = await connect(node);
      const addr = { type: "inet", data: { host: "127.0.0.1", port: String(tcpPort) } };
      const data = { addr, server: false, reconnect: 1 };
      const chardev = lineOf(id);
      await qmp.execute("chardev-add", { id: chardev, backend: { type: "socket", data } });
      try {
        await qmp.execute("device_add", { driver: "usb-redir", id, chardev, bus: BUS, filter });
      } catch (error) {
        await qmp.execute("chardev-remove", { id: chardev });
        throw error;
      }
      return { refusal: () => refusalIn(qemuLog, heard) };
    },
    async unplug(node, id) {
      await using qmp = await connect(node);
      if ((await redirected(qmp)).includes(id)) await qmp.execute("device_del", { id });
      await waitUntil(async () => !(await redirected(qmp)).includes(id), {
        what: `${node} lets go of its USB device`,
        timeoutMs: UNPLUG_MS,
      });
      // The device takes its line with it, unless it never came to be.
      const lines = expectReply(chardevs, await qmp.execute("query-chardev"), "query-chardev");
      const chardev = lineOf(id);
      if (lines.some(({ label }) => label === chardev))
        await qmp.execute("chardev-remove", { id: chardev });
    },
  };
}

function lineOf(id: string): string {
  return `${id}-line`;
}

async function redirected(qmp: Qmp): Promise<readonly string[]> {
  const reply = await qmp.execute("qom-list", { path: PERIPHERAL });
  return expectReply(children, reply, "qom-list")
    .filter(({ type }) => type === "child<usb-redir>")
    .map(({ name }) => name);
}

/** A line of `info usb`: bus and address, and at the end the device's name. */
const DEVICE = /^\s*Device \d+\.(?<address>\d+),.*, ID: (?<id>\S+)\s*$/;

/** The devices that have an address: the guest gives it when it first looks at one. */
async function addressedByGuest(qmp: Qmp): Promise<ReadonlySet<string>> {
  const command = { "command-line": "info usb" };
  const reply = await qmp.execute("human-monitor-command", command);
  const lines = expectReply(z.string(), reply, "info usb").split("\n");
  const found = lines.flatMap((line) => {
    const { address, id } = DEVICE.exec(line)?.groups ?? {};
    return id !== undefined && address !== "0" ? [id] : [];
  });
  return new Set(found);
}

/** qemu reports a refusal in its log only. */
const REFUSAL =
  /Device [\da-f]{4}:[\da-f]{4} rejected by device filter|no longer matches filter|speed mismatch/;

async function refusalIn(log: string, heard: number): Promise<string | undefined> {
  const text = await readFile(log).catch(() => Buffer.alloc(0));
  // A log that was full has begun anew.
  const said = text.subarray(text.length < heard ? 0 : heard).toString("utf8");
  return REFUSAL.exec(said)?.[0];
}

function sizeOf(log: string): Promise<number> {
  return stat(log).then(
    ({ size }) => size,
    () => 0,
  );
}
