import type { Spice } from "fw-config";
import { z } from "zod";

import type { Qmp } from "../drivers/qemu/qmp.ts";
import { expectReply } from "../drivers/qemu/reply.ts";

const spiceServer = z.object({
  enabled: z.boolean(),
  host: z.string().optional(),
  port: z.number().optional(),
  "tls-port": z.number().optional(),
});
const children = z.array(z.object({ name: z.string(), type: z.string() }));

/** What qemu's monitor says of a machine's desktop parts. */
export interface SpiceParts {
  readonly server: z.infer<typeof spiceServer>;
  /** Devices with an id, as `id type`. */
  readonly devices: readonly string[];
  readonly heads: number | undefined;
  readonly videoMemoryMiB: number | undefined;
}

const DEVICES = "/machine/peripheral";
const VIDEO = `${DEVICES}/video`;

/** Asks the monitor for the desktop parts. */
export async function askForSpice(qmp: Qmp): Promise<SpiceParts> {
  const server = expectReply(spiceServer, await qmp.execute("query-spice"), "query-spice");
  const list = expectReply(children, await qmp.execute("qom-list", { path: DEVICES }), "qom-list");
  const devices = list
    .filter(({ type }) => type.startsWith("child<"))
    .map(({ name, type }) => `${name} ${type.slice("child<".length, -1)}`);
  const video = async (property: string): Promise<number | undefined> =>
    devices.some((device) => device.startsWith("video "))
      ? expectReply(z.number(), await qmp.execute("qom-get", { path: VIDEO, property }), "qom-get")
      : undefined;
  return {
    server,
    devices,
    heads: await video("max_outputs"),
    videoMemoryMiB: await video("vgamem_mb"),
  };
}

/** Differences between what the model wants of a desktop and what qemu made. */
export function compareSpice(spice: Spice, socket: string, made: SpiceParts): readonly string[] {
  const { enabled, host, port, "tls-port": tlsPort } = made.server;
  const wanted = [
    ...["video qxl-vga", "vdagent-port virtserialport", "usb qemu-xhci", "tablet usb-tablet"],
    ...Array.from({ length: spice.usbChannels }, (_, i) => `usbredir${i}-port usb-redir`),
  ];
  const channels = made.devices.filter((device) => device.endsWith(" usb-redir"));
  return [
    ...(enabled ? [] : ["has no spice server"]),
    ...(host === socket ? [] : [`serves spice at ${host}, not at ${socket}`]),
    ...(port === undefined && tlsPort === undefined ? [] : ["serves spice on a TCP port"]),
    ...wanted.filter((part) => !made.devices.includes(part)).map((part) => `lacks ${part}`),
    ...(channels.length > spice.usbChannels ? [`has ${channels.length} USB channels`] : []),
    ...(made.heads === spice.heads ? [] : [`has ${made.heads} screens, not ${spice.heads}`]),
    ...(made.videoMemoryMiB === spice.videoMemoryMiB
      ? []
      : [`has ${made.videoMemoryMiB} MiB of video memory, not ${spice.videoMemoryMiB}`]),
  ];
}
