import * as z from "zod/mini";

import { spiceSchema, type SpiceConfig } from "./spice.ts";
import { usbSchema, type UsbConfig } from "./usb.ts";

/** The shape of a virtual machine. */
export interface VmConfig {
  /** Memory in MiB, 128 to 65536. Default: 384, or 1024 with a desktop. */
  readonly memoryMiB?: number;
  /** Virtual processors, 1 to 64. Default: 1. */
  readonly cpus?: number;
  /** X on the machine's screen, with a window manager, a terminal and spice's agent. Default: false. */
  readonly desktop?: boolean;
  /** A screen and a keyboard; a desktop has them by itself. Default: none, a serial console only. */
  readonly spice?: SpiceConfig;
  /** USB devices, for a machine with a screen. */
  readonly usb?: UsbConfig;
}

/** @see VmConfig */
export const vmSchema: z.ZodMiniType<VmConfig> = z.strictObject({
  memoryMiB: z.exactOptional(z.int().check(z.minimum(128), z.maximum(65_536))),
  cpus: z.exactOptional(z.int().check(z.minimum(1), z.maximum(64))),
  desktop: z.exactOptional(z.boolean()),
  spice: z.exactOptional(spiceSchema),
  usb: z.exactOptional(usbSchema),
});
