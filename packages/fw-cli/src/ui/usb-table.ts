import type { ListedDevice } from "../usb/overview.ts";
import { textTable } from "./text-table.ts";

/** The host's USB devices, one a row. */
export function usbTable(devices: readonly ListedDevice[], node: string | undefined): string {
  if (devices.length === 0) return "this host has no USB device";
  const titles = ["device", "name", "serial", "port", "kind", "used by"];
  const rows = devices.map((device) => [
    device.device,
    device.name || "–",
    device.serial ?? "–",
    device.port,
    device.gone ? "–" : device.kind,
    usersOf(device),
    ...(device.allowed === undefined ? [] : [device.allowed ? "yes" : "no"]),
  ]);
  return textTable(node === undefined ? titles : [...titles, `allowed for ${node}`], rows);
}

function usersOf({ attachedTo, gone, uses, drivers }: ListedDevice): string {
  if (gone) return `${attachedTo}, but it is gone: plug it in again, or detach it`;
  if (attachedTo !== null) return attachedTo;
  if (uses.length > 0) return `this host: ${uses.join(", ")}`;
  return drivers.length === 0 ? "–" : `this host's driver ${drivers.join(", ")}`;
}
