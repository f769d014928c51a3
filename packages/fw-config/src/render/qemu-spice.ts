import type { Spice } from "../model/types.ts";
import { option } from "./qemu-option.ts";

/** The port under which the guest's agent looks for its other end (spice-vdagentd(1)). */
const agentPort: string = "com.redhat.spice.0";

/** A Unix socket only: whoever may open it needs no password, and no network ever reaches it. */
function serverArgs(spice: Spice, socket: string): readonly string[] {
  return [
    "-spice",
    option("", {
      unix: "on",
      addr: socket,
      "disable-ticketing": "on",
      "disable-copy-paste": spice.clipboard ? "off" : "on",
      "disable-agent-file-xfer": spice.fileTransfer ? "off" : "on",
    }),
  ];
}

/** One qxl card for all screens. Its command memory must hold more than one picture. */
function screenArgs({ heads, videoMemoryMiB }: Spice): readonly string[] {
  return [
    "-device",
    option("qxl-vga", {
      id: "video",
      max_outputs: heads,
      vgamem_mb: videoMemoryMiB,
      ram_size_mb: Math.max(64, videoMemoryMiB * 4),
      vram_size_mb: Math.max(64, videoMemoryMiB * 4),
    }),
  ];
}

function agentArgs(): readonly string[] {
  return [
    "-chardev",
    option("spicevmc", { id: "vdagent", name: "vdagent" }),
    "-device",
    option("virtserialport", { id: "vdagent-port", chardev: "vdagent", name: agentPort }),
  ];
}

/** The tablet gives the pointer absolute positions, also while no agent runs in the guest. */
function usbArgs({ usbChannels }: Spice): readonly string[] {
  const channels = Array.from({ length: usbChannels }, (_, i) => `usbredir${i}`);
  return [
    ...["-device", option("qemu-xhci", { id: "usb", p2: 15, p3: 15 })],
    ...["-device", option("usb-tablet", { id: "tablet", bus: "usb.0" })],
    ...channels.flatMap((id) => [
      ...["-chardev", option("spicevmc", { id, name: "usbredir" })],
      ...["-device", option("usb-redir", { id: `${id}-port`, chardev: id, bus: "usb.0" })],
    ]),
  ];
}

/**
 * The spice server of a machine, its screen, the agent's port and its USB redirection channels;
 * nothing for a machine without spice.
 */
export function spiceArgs(
  node: string,
  spice: Spice | undefined,
  socket: string | undefined,
): readonly string[] {
  if (spice === undefined) return [];
  if (socket === undefined) throw new TypeError(`the node ${node} has spice, and no socket for it`);
  return [...serverArgs(spice, socket), ...screenArgs(spice), ...agentArgs(), ...usbArgs(spice)];
}
