import { appendFileSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { type FakeServer, GREETING, serve } from "../../../test/fakes/json-server.ts";
import { labPaths } from "../../lab/paths.ts";
import { usbPorts } from "./usb-ports.ts";

let dir: string;
let qemu: FakeServer;
/** Devices by their names, and whether each is attached. */
let devices: Map<string, boolean>;
let lines: Set<string>;
let refused: string | undefined;
let info: string;

const files = (name: string) =>
  labPaths({ env: { FW_STATE_DIR: dir }, cwd: "/" }, "lab").node(name);
const ports = usbPorts(files, undefined);
const offer = { id: "usb-46f4-0001-1-1", tcpPort: 24_000, filter: "-1:-1:-1:-1:0" };

/** What qemu does with a command. */
function execute(command: string, args: Readonly<Record<string, string>>): unknown {
  const { id = "", path = "" } = args;
  switch (command) {
    case "qom-list":
      return [
        { name: "tablet", type: "child<usb-tablet>" },
        ...Array.from(devices.keys(), (name) => ({ name, type: "child<usb-redir>" })),
      ];
    case "qom-get":
      return devices.get(path.split("/").at(-1) ?? "");
    case "human-monitor-command":
      return info;
    case "chardev-add":
      lines.add(id);
      return {};
    case "device_add":
      if (refused !== undefined) throw new Error(refused);
      devices.set(id, false);
      return {};
    case "device_del":
      devices.delete(id);
      lines.delete(`${id}-line`);
      return {};
    case "query-chardev":
      return Array.from(lines, (label) => ({ label }));
    case "chardev-remove":
      lines.delete(id);
      return {};
    default:
      return {};
  }
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "fw-usb-ports-"));
  devices = new Map();
  lines = new Set();
  refused = undefined;
  info = "";
  mkdirSync(files("client").dir, { recursive: true });
  writeFileSync(files("client").qemuLog, "Device 0951:1666 rejected by device filter\n");
  qemu = await serve(files("client").qmp, {
    greeting: GREETING,
    answer(line) {
      const { id, ...asked } = JSON.parse(line) as { id: number; execute: string; arguments: {} };
      try {
        return `${JSON.stringify({ id, return: execute(asked.execute, asked.arguments ?? {}) })}\n`;
      } catch (error) {
        return `${JSON.stringify({ id, error: { desc: (error as Error).message } })}\n`;
      }
    },
  });
});
afterEach(async () => {
  await qemu[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

it("tells a device that the guest has taken from one that waits, or that it has not looked at", async () => {
  devices = new Map([
    ["usbredir0-port", false],
    ["usb-46f4-0001-1-1", true],
    ["usb-0951-1666-1-2", true],
  ]);
  info = [
    "  Device 0.1, Port 1, Speed 480 Mb/s, Product QEMU USB Tablet, ID: tablet",
    "  Device 0.0, Port 2, Speed 1.5 Mb/s, Product USB Redirection, ID: usbredir0-port",
    "  Device 0.3, Port 3, Speed 5000 Mb/s, Product USB Redirection Device, ID: usb-46f4-0001-1-1\r",
    "  Device 0.0, Port 4, Speed 480 Mb/s, Product USB Redirection, ID: usb-0951-1666-1-2",
  ].join("\n");
  expect(await ports.plugs("client")).toEqual([
    { id: "usbredir0-port", state: "waiting" },
    { id: "usb-46f4-0001-1-1", state: "taken" },
    { id: "usb-0951-1666-1-2", state: "connected" },
  ]);
});

it("hears from qemu's log that its filter refuses a device, and no older refusal", async () => {
  const { refusal } = await ports.plug("client", offer);
  expect(await refusal()).toBeUndefined();
  const said = "Device 46f4:0001 rejected by device filter";
  appendFileSync(files("client").qemuLog, `qemu-system-x86_64: warning: ${said}, not attaching\n`);
  expect(await refusal()).toBe(said);
});

it("leaves nothing of a device that qemu does not add, and of one that is pulled out", async () => {
  refused = "no free port";
  await expect(ports.plug("client", offer)).rejects.toThrow("device_add: no free port");
  expect(lines).toEqual(new Set());
  refused = undefined;
  await ports.plug("client", offer);
  await ports.unplug("client", offer.id);
  expect([devices.size, lines.size]).toEqual([0, 0]);
  await ports.unplug("client", offer.id);
});
