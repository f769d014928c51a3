import { Argument, type Command } from "@commander-js/extra-typings";
import { examples } from "toolkit/examples";

import { dryRun, json, lab, node, type Runner } from "./options.ts";

const device = () =>
  new Argument(
    "<device>",
    "vendor:product, its port, serial number or name, as fw usb list shows them",
  );

/** The commands that give the host's USB devices to machines. */
export function addUsbCommands(fw: Command, run: Runner): void {
  const usb = fw.command("usb").description("USB devices of this host, and machines that use them");
  usb
    .command("list")
    .description("the devices, what uses them, and which of them a machine may have")
    .argument("[node]", "a machine: its name, or its role now: primary, backup")
    .addOption(lab())
    .addOption(json())
    .addHelpText("after", examples(["fw usb list", "fw usb list client", "fw usb list --json"]))
    .action(async (word, options) => {
      const { usbListCommand } = await import("../commands/usb.ts");
      run.finish(await usbListCommand(run.context(options), word));
    });
  usb
    .command("attach")
    .description("plug a device of this host into a machine whose config allows it")
    .addArgument(node())
    .addArgument(device())
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      examples(["fw usb attach client 0951:1666", "fw usb attach client DataTraveler"]),
    )
    .action(async (word, wanted, options) => {
      const { usbAttachCommand } = await import("../commands/usb.ts");
      run.finish(await usbAttachCommand(run.context(options), word, wanted));
    });
  usb
    .command("detach")
    .description("give a device back to this host; refused while the machine has it mounted")
    .addArgument(node())
    .addArgument(device())
    .option("--force", "pull it out even so: what is not written yet is lost")
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      examples(["fw usb detach client 0951:1666", "fw usb detach client 1-2.4 --force"]),
    )
    .action(async (word, wanted, options) => {
      const { usbDetachCommand } = await import("../commands/usb.ts");
      const { force = false } = options;
      run.finish(await usbDetachCommand(run.context(options), word, wanted, { force }));
    });

  fw.command("__usb", { hidden: true }).action(async () => {
    const { usbWordsCommand } = await import("../commands/usb.ts");
    run.finish(await usbWordsCommand(run.context({})));
  });
}
