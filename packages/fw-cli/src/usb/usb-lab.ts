import type { Model, Node, Usb } from "fw-config";

import type { Driver, UsbPorts } from "../drivers/driver.ts";
import type { DriverPaths } from "../drivers/paths.ts";
import { FwError } from "../errors.ts";
import type { Namespace } from "../host/namespace.ts";

/** What must be known of a lab to give its machines USB devices. */
export interface UsbLab {
  readonly model: Model;
  readonly driver: Driver;
  readonly namespace: Namespace;
  readonly paths: DriverPaths;
}

/** A machine that can be given USB devices. */
export interface UsbMachine {
  readonly name: string;
  readonly ports: UsbPorts;
  readonly usb: Usb;
}

/** @throws FwError `E_USB` when the node cannot be given any */
export function usbMachine({ driver }: Pick<UsbLab, "driver">, node: Node): UsbMachine {
  const { name, vm } = node;
  if (driver.usb === undefined) {
    throw new FwError("E_USB", `${name} is a namespace, which has no USB ports`, {
      hint: "start the lab with virtual machines: fw up --driver qemu",
    });
  }
  if (vm?.usb === undefined) {
    throw new FwError("E_USB", `${name} has no USB ports: its config gives it no screen`, {
      hint: `give it both in fw.config.yaml, at the vm of ${name}: spice: {} and usb: { allow: ["VENDOR:PRODUCT"] }; then start the lab again`,
    });
  }
  return { name, ports: driver.usb, usb: vm.usb };
}

/** Whether the config lets the machine have the device. */
export function isAllowed(
  { allow }: Usb,
  { vendor, product }: { readonly vendor: number; readonly product: number },
): boolean {
  return allow.some(
    (rule) =>
      (rule.vendor === "any" || rule.vendor === vendor) &&
      (rule.product === "any" || rule.product === product),
  );
}
