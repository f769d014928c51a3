import * as z from "zod/mini";

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
export const usbSchema: z.ZodMiniType<UsbConfig> = z.strictObject({
  slots: z.exactOptional(z.int().check(z.minimum(0), z.maximum(mostSlots))),
  allow: z.exactOptional(
    z
      .array(
        z.string().check(z.regex(devicePattern, "expected vendor:product, like 0951:1666 or *:*")),
      )
      .check(z.maxLength(64)),
  ),
});
