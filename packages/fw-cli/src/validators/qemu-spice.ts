import { type Spice, type Usb, usbFilter } from "fw-config";
import { z } from "zod";

import type { Qmp } from "../drivers/qemu/qmp.ts";
import { expectReply } from "../drivers/qemu/reply.ts";

const spiceServer = z.object({
  enabled: z.boolean(),
  host: z.string().optional(),
  port: z.number().optional(),
  "tls-port": z.number().optional(),
});
const vncServer = z.object({ enabled: z.boolean(), service: z.string().optional() });
const children = z.array(z.object({ name: z.string(), type: z.string() }));

/** What qemu's monitor says of a machine's screen and USB ports. */
export interface SpiceParts {
  readonly server: z.infer<typeof spiceServer>;
  readonly vnc: z.infer<typeof vncServer>;
  /** Devices with an id, as `id type`. */
  readonly devices: readonly string[];
  readonly heads: number | undefined;
  /** What the card may hold, in the card's own unit. */
  readonly videoMemory: number | undefined;
  /** Of every USB channel. */
  readonly filters: readonly string[];
}

const DEVICES = "/machine/peripheral";
const REDIRECTION = " usb-redir";

/** The type of each card, and which of its properties bounds its memory, in which unit. */
const CARDS = {
  qxl: { type: "qxl-vga", memory: "vgamem_mb", perMiB: 1 },
  // Its pictures are copies on the host, of which it holds some at a time.
  virtio: { type: "virtio-vga", memory: "max_hostmem", perMiB: 4 * 1024 ** 2 },
} as const;

/** Asks the monitor for the screen and the USB ports. */
export async function askForSpice(qmp: Qmp, { video }: Spice): Promise<SpiceParts> {
  const server = expectReply(spiceServer, await qmp.execute("query-spice"), "query-spice");
  const vnc = expectReply(vncServer, await qmp.execute("query-vnc"), "query-vnc");
  const list = expectReply(children, await qmp.execute("qom-list", { path: DEVICES }), "qom-list");
  const devices = list
    .filter(({ type }) => type.startsWith("child<"))
    .map(({ name, type }) => `${name} ${type.slice("child<".length, -1)}`);
  const get = async <T>(type: z.ZodType<T>, device: string, property: string): Promise<T> => {
    const reply = await qmp.execute("qom-get", { path: `${DEVICES}/${device}`, property });
    return expectReply(type, reply, "qom-get");
  };
  const { type, memory } = CARDS[video];
  const ofCard = async (property: string): Promise<number | undefined> =>
    devices.includes(`video ${type}`) ? get(z.number(), "video", property) : undefined;
  const filters: string[] = [];
  for (const device of devices.filter((each) => each.endsWith(REDIRECTION))) {
    filters.push(await get(z.string(), device.slice(0, -REDIRECTION.length), "filter"));
  }
  const [heads, videoMemory] = [await ofCard("max_outputs"), await ofCard(memory)];
  return { server, vnc, devices, heads, videoMemory, filters };
}

/** Differences between what the model wants of a screen and what qemu made. */
export function compareSpice(
  { video, heads, videoMemoryMiB }: Spice,
  usb: Usb,
  sockets: { readonly spice: string; readonly vnc: string },
  made: SpiceParts,
): readonly string[] {
  const { enabled, host, port, "tls-port": tlsPort } = made.server;
  const { type, perMiB } = CARDS[video];
  const wanted = [
    `video ${type}`,
    "vdagent-port virtserialport",
    "usb qemu-xhci",
    "tablet usb-tablet",
    ...Array.from({ length: usb.slots }, (_, i) => `usbredir${i}-port usb-redir`),
  ];
  const channels = made.devices.filter((device) => device.endsWith(REDIRECTION));
  const wrong = made.filters.find((filter) => filter !== usbFilter(usb));
  const memory = made.videoMemory === undefined ? "none" : `${made.videoMemory / perMiB} MiB`;
  return [
    ...(enabled ? [] : ["has no spice server"]),
    ...(host === sockets.spice ? [] : [`serves spice at ${host}, not at ${sockets.spice}`]),
    ...(port === undefined && tlsPort === undefined ? [] : ["serves spice on a TCP port"]),
    ...(made.vnc.enabled ? [] : ["has no VNC server"]),
    ...(made.vnc.service === sockets.vnc
      ? []
      : [`serves VNC at ${made.vnc.service}, not at ${sockets.vnc}`]),
    ...wanted.filter((part) => !made.devices.includes(part)).map((part) => `lacks ${part}`),
    ...(channels.length > usb.slots ? [`has ${channels.length} USB channels`] : []),
    ...(wrong === undefined ? [] : [`has a USB channel that takes ${wrong}`]),
    ...(made.heads === heads ? [] : [`has ${made.heads} screens, not ${heads}`]),
    ...(made.videoMemory === videoMemoryMiB * perMiB
      ? []
      : [`has ${memory} of video memory, not ${videoMemoryMiB} MiB`]),
  ];
}
