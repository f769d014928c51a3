import { styleText } from "node:util";

import type { Io } from "../io.ts";
import type { LabStatus, NodeStatus } from "../lab/lab-status.ts";
import { textTable } from "./text-table.ts";

/** The lab's nodes as a table, and under it why the processors run as they do. */
export function statusTable(status: LabStatus, stream: Io["stdout"]): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string): string =>
    styleText(format, text, { stream });
  const titles = ["node", "kind", "state", "role", "addresses", "VIPs", "accel"];
  const table = textTable(
    titles.map((title) => paint("bold", title)),
    status.nodes.map((node) => row(node, paint)),
  );
  const images = status.images.map(({ variant, id }) => `, ${named(variant)} ${id.slice(0, 12)}`);
  const lines = [
    `lab ${paint("bold", status.lab)} is ${status.phase} (${status.driver}${images.join("")})`,
    table,
    ...status.nodes.filter(({ screen }) => screen === "unreachable").map(noScreen),
    ...status.nodes.flatMap(usbLines),
    ...(status.accel === null ? [] : [`accel ${status.accel}: ${status.accelReason}`]),
  ];
  return lines.join("\n");
}

function named(variant: LabStatus["images"][number]["variant"]): string {
  return variant === "base" ? "image" : `${variant} image`;
}

function usbLines({ name, usb = [] }: NodeStatus): readonly string[] {
  return usb.map(({ device, gone }) =>
    gone ? `USB of ${name}: ${device} is gone (see: fw usb list)` : `USB of ${name}: ${device}`,
  );
}

function noScreen({ name }: NodeStatus): string {
  return `the screen of ${name} cannot be reached: its proxy has ended; start it again: fw view ${name}, or fw power ${name} off and on`;
}

function row(
  node: NodeStatus,
  paint: (format: "green" | "yellow" | "red", text: string) => string,
): string[] {
  const state = paint(
    node.state === "running" ? "green" : node.state === "off" ? "red" : "yellow",
    node.state,
  );
  const role = node.role === null ? "–" : paint(node.role === "fault" ? "red" : "green", node.role);
  const list = (items: readonly string[]): string => (items.length === 0 ? "–" : items.join("\n"));
  return [
    node.name,
    node.kind,
    state,
    role,
    list(node.addresses),
    list(node.vips),
    node.accel ?? "–",
  ];
}
