import type { Usb } from "../model/types.ts";

function usbNumber(value: number | "any"): string {
  return value === "any" ? "-1" : `0x${value.toString(16).padStart(4, "0")}`;
}

/**
 * Which devices a redirection channel takes, as usbredir's filter writes it: rules of
 * class:vendor:product:version:allow, of which the first one that matches decides; the last one refuses.
 */
export function usbFilter({ allow }: Pick<Usb, "allow">): string {
  const rules = allow.map(
    ({ vendor, product }) => `-1:${usbNumber(vendor)}:${usbNumber(product)}:-1:1`,
  );
  return [...rules, "-1:-1:-1:-1:0"].join("|");
}
