import * as z from "zod/mini";

import { ipSchema, portSchema } from "./scalars.ts";

/** Where a viewer on another machine reaches the screen: TLS, with a ticket. */
export interface RemoteConfig {
  /** The address that is listened on. Default: 127.0.0.1, which only the lab's own machine reaches. */
  readonly address?: string;
  /** A TCP port of the machine that runs the lab. */
  readonly port: number;
}

/** Which way copied text and pictures may go. */
export type Clipboard = "off" | "host-to-guest" | "guest-to-host" | "both";

/** A virtual machine's screen and keyboard, reached by a spice viewer such as remote-viewer. */
export interface SpiceConfig {
  /** The graphics card: qxl, or virtio (virtio-vga). Default: qxl. */
  readonly video?: "qxl" | "virtio";
  /**
   * Which way copied text and pictures may go between the viewer's machine and the guest. Default: off,
   * so that no guest reads a password that is copied on the host.
   */
  readonly clipboard?: Clipboard;
  /** Whether files can be dragged from the viewer into the guest. Default: false. */
  readonly fileTransfer?: boolean;
  /** Screens, 1 to 16. Default: 1. */
  readonly heads?: number;
  /**
   * Memory for the picture of all screens together in MiB: a power of two from 8 to 256. A pixel
   * takes four bytes. Default: 16 a screen, rounded up to a power of two.
   */
  readonly videoMemoryMiB?: number;
  /** Viewers on other machines, over TLS with a ticket. Default: none, only a Unix socket. */
  readonly remote?: RemoteConfig;
}

const remoteSchema: z.ZodMiniType<RemoteConfig> = z.strictObject({
  address: z.exactOptional(ipSchema),
  port: portSchema,
});

/** @see SpiceConfig */
export const spiceSchema: z.ZodMiniType<SpiceConfig> = z.strictObject({
  video: z.exactOptional(z.enum(["qxl", "virtio"])),
  clipboard: z.exactOptional(z.enum(["off", "host-to-guest", "guest-to-host", "both"])),
  fileTransfer: z.exactOptional(z.boolean()),
  heads: z.exactOptional(z.int().check(z.minimum(1), z.maximum(16))),
  videoMemoryMiB: z.exactOptional(z.literal([8, 16, 32, 64, 128, 256])),
  remote: z.exactOptional(remoteSchema),
});
