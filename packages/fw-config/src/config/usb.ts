import { z } from "zod";

/** USB devices that a virtual machine with a screen can be given. */
export interface UsbConfig {
  /** How many devices the guest can have at a time, 0 to 8. Default: 2. */
  readonly slots?: number;
  /** Which devices, as vendor:product in hexadecimal, like 0951:1666; `*` stands for any. Default: none. */
  readonly allow?: readonly string[];
}

/** The emulated controller has 15 ports; nobody carries as many devices to a guest. */
const mostSlots: number = 8;

/** `lsusb` writes a device's id so. */
const devicePattern: RegExp = /^([\da-f]{4}|\*):([\da-f]{4}|\*)$/i;

/** @see UsbConfig */
export const usbSchema: z.ZodType<UsbConfig> = z.strictObject({
  slots: z.int().min(0).max(mostSlots).exactOptional(),
  allow: z
    .array(z.string().regex(devicePattern, "expected vendor:product, like 0951:1666 or *:*"))
    .max(64)
    .exactOptional(),
});
