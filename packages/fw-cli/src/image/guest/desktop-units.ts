import { coldplugged, enabledUnits, keptUdevRules, maskedUnits } from "./units.ts";

/** Units that start at boot in a machine with a desktop. */
export const desktopEnabledUnits: readonly string[] = [
  ...enabledUnits.filter((unit) => unit !== "getty@tty1.service"),
  "desktop.service",
];

const unmasked = new Set(["systemd-logind.service", "modprobe@drm.service"]);

/** Units that are linked to /dev/null in a machine with a desktop. */
export const desktopMaskedUnits: readonly string[] = [
  ...maskedUnits.filter((unit) => !unmasked.has(unit)),
  // The desktop has the first virtual terminal.
  "getty@tty1.service",
  // Sessions begin before the network is up; /run/nologin, which would wait for that, is not made.
  "systemd-user-sessions.service",
  // Nothing runs in a service manager of the user's own, and it takes seconds to start.
  "user@.service",
];

/** udev's rules that stay in a machine with a desktop: input devices, the screen, and who may use them. */
export const desktopUdevRules: readonly string[] = [
  ...keptUdevRules,
  "60-drm.rules",
  "60-evdev.rules",
  "60-input-id.rules",
  "60-persistent-input.rules",
  "60-persistent-storage.rules",
  // Starts the spice agent where the machine has a port for it.
  "70-spice-vdagentd.rules",
  "70-uaccess.rules",
  "71-seat.rules",
  "73-seat-late.rules",
];

/** The kernel's subsystems whose devices udev looks at during the boot of a machine with a desktop. */
export const desktopColdplugged: readonly string[] = [
  ...coldplugged,
  "drm",
  "graphics",
  "hid",
  "input",
  "tty",
  "usb",
];

/** PCI classes whose devices get their driver from udev: screens, and USB controllers (xHCI). */
export const desktopPciClasses: readonly string[] = ["0x030000", "0x0c0330"];
