import { shellText } from "../../guest/shell.ts";
import { initCommands } from "./init.ts";
import { keptGenerators } from "./units.ts";

/** What of the finished tree differs between variants of the image. */
export interface TreeSettings {
  /** Each is linked to /dev/null. */
  readonly maskedUnits: readonly string[];
  readonly keptUdevRules: readonly string[];
  /** Kernel modules that are loaded before the root disk is mounted, with what they need. */
  readonly initModules: readonly string[];
}

const words = (list: readonly string[]): string => list.join(" ");
const pattern = (list: readonly string[]): string => list.join("|");

/**
 * Run inside the new tree once all packages are installed: settles what starts at
 * boot, removes what must differ between machines, and packs the initial RAM disk.
 * Leaves `/boot/vmlinuz`, `/boot/initrd` and `/boot/packages` for the host to fetch.
 */
export function customizeScript(settings: TreeSettings): string {
  return shellText("customize-image")
    .replace("@MASKED_UNITS@", words(settings.maskedUnits))
    .replace("@KEPT_GENERATORS@", pattern(keptGenerators))
    .replace("@KEPT_UDEV_RULES@", pattern(settings.keptUdevRules))
    .replace("@INIT_COMMANDS@", words(initCommands))
    .replace("@INIT_MODULES@", words(settings.initModules));
}
