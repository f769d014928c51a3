import type { Node, Spice, Usb } from "../model/types.ts";
import { option } from "./qemu-option.ts";
import { usbFilter } from "./usb-filter.ts";

/** Unix sockets that whoever may open them needs no password for. */
export interface ScreenSockets {
  /** Of the spice server: only a proxy that enforces the rest of the shape may open it. */
  readonly spice?: string;
  /** Of the VNC server, which shows the same screen. */
  readonly vnc?: string;
}

/** The port under which the guest's agent looks for its other end (spice-vdagentd(1)). */
const agentPort: string = "com.redhat.spice.0";

/** Unix sockets only: no network ever reaches them. qemu itself can only block both ways of the clipboard. */
function serverArgs(spice: Spice, server: string, vnc: string): readonly string[] {
  return [
    "-spice",
    option("", {
      unix: "on",
      addr: server,
      "disable-ticketing": "on",
      "disable-copy-paste": spice.clipboard === "off" ? "on" : "off",
      "disable-agent-file-xfer": spice.fileTransfer ? "off" : "on",
      // A busy host makes the way to a viewer on it look like a slow line, on which pictures blur.
      "jpeg-wan-compression": spice.remote === undefined ? "never" : "auto",
    }),
    "-vnc",
    option("", { vnc: `unix:${vnc}` }),
  ];
}

/** One card for all screens. Its memory must hold more than one picture. */
function cardOf({ video, heads, videoMemoryMiB }: Spice): string {
  const card = { id: "video", max_outputs: heads };
  if (video === "virtio") {
    return option("virtio-vga", { ...card, max_hostmem: videoMemoryMiB * 4 * 1024 ** 2 });
  }
  const memoryMiB = Math.max(64, videoMemoryMiB * 4);
  return option("qxl-vga", {
    ...card,
    vgamem_mb: videoMemoryMiB,
    ram_size_mb: memoryMiB,
    vram_size_mb: memoryMiB,
  });
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
function usbArgs(usb: Usb): readonly string[] {
  const channels = Array.from({ length: usb.slots }, (_, i) => `usbredir${i}`);
  const filter = usbFilter(usb);
  return [
    "-device",
    option("qemu-xhci", { id: "usb", p2: 15, p3: 15 }),
    "-device",
    option("usb-tablet", { id: "tablet", bus: "usb.0" }),
    ...channels.flatMap((id) => [
      "-chardev",
      option("spicevmc", { id, name: "usbredir" }),
      "-device",
      option("usb-redir", { id: `${id}-port`, chardev: id, bus: "usb.0", filter }),
    ]),
  ];
}

/**
 * The spice and VNC servers of a machine, its screen, the agent's port and its USB redirection
 * channels; nothing for a machine without spice.
 */
export function spiceArgs({ name, vm }: Node, sockets: ScreenSockets): readonly string[] {
  if (vm?.spice === undefined || vm.usb === undefined) return [];
  const { spice, vnc } = sockets;
  if (spice === undefined || vnc === undefined) {
    throw new TypeError(`the node ${name} has spice, and no sockets for it`);
  }
  return [
    ...serverArgs(vm.spice, spice, vnc),
    "-device",
    cardOf(vm.spice),
    ...agentArgs(),
    ...usbArgs(vm.usb),
  ];
}
