import { z } from "zod";

/** A virtual machine's screen, keyboard and USB ports, reached by a spice client such as remote-viewer. */
export interface SpiceConfig {
  /** Whether text and pictures can be copied between client and guest. Default: true. */
  readonly clipboard?: boolean;
  /** Whether files can be dragged from the client into the guest. Default: true. */
  readonly fileTransfer?: boolean;
  /** How many USB devices of the client the guest can have at a time, 0 to 8. Default: 2. */
  readonly usbChannels?: number;
  /** Screens, 1 to 16. Default: 1. */
  readonly heads?: number;
  /**
   * Memory for the picture of all screens together in MiB: a power of two from 8 to 256. A pixel
   * takes four bytes. Default: 16 a screen, rounded up to a power of two.
   */
  readonly videoMemoryMiB?: number;
}

/** The emulated controller has 15 ports; nobody carries as many devices to a guest. */
const mostUsbChannels: number = 8;

/** @see SpiceConfig */
export const spiceSchema: z.ZodType<SpiceConfig> = z.strictObject({
  clipboard: z
    .boolean()
    .exactOptional()
    .describe("Copy and paste between the spice client and the guest. Default: true."),
  fileTransfer: z
    .boolean()
    .exactOptional()
    .describe("Files can be dragged from the spice client into the guest. Default: true."),
  usbChannels: z
    .int()
    .min(0)
    .max(mostUsbChannels)
    .exactOptional()
    .describe("USB devices of the client that the guest can have at a time. Default: 2."),
  heads: z.int().min(1).max(16).exactOptional().describe("Screens. Default: 1."),
  videoMemoryMiB: z
    .literal([8, 16, 32, 64, 128, 256])
    .exactOptional()
    .describe(
      "Memory in MiB for the picture of all screens together, at four bytes a pixel. Default: 16 a screen, rounded up to a power of two.",
    ),
});
