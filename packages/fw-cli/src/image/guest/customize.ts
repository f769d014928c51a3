import { shellText } from "../../guest/shell.ts";
import { initCommands, initModules } from "./init.ts";
import { keptGenerators, keptUdevRules, maskedUnits } from "./units.ts";

const words = (list: readonly string[]): string => list.join(" ");
const pattern = (list: readonly string[]): string => list.join("|");

/**
 * Run inside the new tree once all packages are installed: settles what starts at
 * boot, removes what must differ between machines, and packs the initial RAM disk.
 * Leaves `/boot/vmlinuz`, `/boot/initrd` and `/boot/packages` for the host to fetch.
 */
export const customizeScript: string = shellText("customize-image")
  .replace("@MASKED_UNITS@", words(maskedUnits))
  .replace("@KEPT_GENERATORS@", pattern(keptGenerators))
  .replace("@KEPT_UDEV_RULES@", pattern(keptUdevRules))
  .replace("@INIT_COMMANDS@", words(initCommands))
  .replace("@INIT_MODULES@", words(initModules));
