import { Argument, type Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { examples } from "toolkit/examples";

import { powerActions } from "../faults/power-actions.ts";
import { reloadable, services } from "../faults/step.ts";
import { dryRun, json, lab, node, type Runner } from "./options.ts";
import { quantity } from "./quantity.ts";

const iface = () => new Argument("<iface>", "its interface, like eth1");

/** The commands that break a lab that is up, and heal it. */
export function addFaultCommands(fw: Command, run: Runner): void {
  fw.command("power")
    .description("off is the crash: the machine stops dead; stop shuts it down in good order")
    .addArgument(node())
    .addArgument(new Argument("<action>").choices(powerActions))
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      examples(["fw power primary off", "fw power fw-1 on", "fw power fw-2 pause"]),
    )
    .action(async (word, action, options) => {
      const { powerCommand } = await import("../commands/power.ts");
      run.finish(await powerCommand(run.context(options), word, action));
    });

  fw.command("kill")
    .description("end a daemon of a firewall; its unit starts it again")
    .addArgument(node())
    .addArgument(new Argument("<daemon>").choices(["keepalived", "conntrackd"] as const))
    .option("-9", "send SIGKILL: it dies without its priority-0 advertisement (default: SIGTERM)")
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText("after", examples(["fw kill primary keepalived -9", "fw kill fw-2 conntrackd"]))
    .action(async (word, daemon, options) => {
      const { killCommand } = await import("../commands/kill.ts");
      run.finish(
        await killCommand(run.context(options), word, daemon, { hard: options[9] ?? false }),
      );
    });

  for (const { action, why, names } of [
    {
      action: "restart",
      why: "restart a service of a firewall, as an upgrade does",
      names: services,
    },
    { action: "reload", why: "let a service read its configuration again", names: reloadable },
  ] as const) {
    fw.command(action)
      .description(`${why}; no connection may notice`)
      .addArgument(node())
      .addArgument(new Argument("<service>").choices(names))
      .addOption(lab())
      .addOption(dryRun())
      .addOption(json())
      .addHelpText(
        "after",
        examples([`fw ${action} primary nftables`, `fw ${action} fw-2 keepalived`]),
      )
      .action(async (word, service, options) => {
        const { serviceCommand } = await import("../commands/service.ts");
        run.finish(await serviceCommand(run.context(options), word, service, action));
      });
  }

  fw.command("link")
    .description("pull a cable, or plug it in again; the node sees its carrier go")
    .addArgument(node())
    .addArgument(iface())
    .addArgument(new Argument("<state>").choices(["down", "up"] as const))
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText("after", examples(["fw link primary eth0 down", "fw link fw-1 eth0 up"]))
    .action(async (word, name, state, options) => {
      const { linkCommand } = await import("../commands/link.ts");
      run.finish(await linkCommand(run.context(options), word, name, state));
    });

  fw.command("isolate")
    .description("cut a node off on all its networks while its carriers stay: two primaries")
    .addArgument(node())
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText("after", examples(["fw isolate primary", "fw heal"]))
    .action(async (word, options) => {
      const { isolateCommand } = await import("../commands/isolate.ts");
      run.finish(await isolateCommand(run.context(options), word));
    });

  fw.command("impair")
    .description("make an interface lose, delay or throttle what the node sends on it (netem)")
    .addArgument(node())
    .addArgument(iface())
    .option("--loss <percent>", "packets lost, like 5 or 0.1%", percent)
    .option("--delay <time>", "like 20ms or 1.5s; a bare number is milliseconds", milliseconds)
    .option("--rate <rate>", "like 512kbit or 10mbit; a bare number is kbit/s", kilobits)
    .option("--clear", "end the impairment")
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      examples([
        "fw impair fw-1 eth2 --loss 20",
        "fw impair client eth0 --delay 30ms --rate 10mbit",
        "fw impair fw-1 eth2 --clear",
      ]),
    )
    .action(async (word, name, options) => {
      const { impairCommand } = await import("../commands/impair.ts");
      const { loss, delay, rate, clear = false } = options;
      const impairment = {
        ...(loss !== undefined && { lossPercent: loss }),
        ...(delay !== undefined && { delayMs: delay }),
        ...(rate !== undefined && { rateKbit: rate }),
      };
      run.finish(await impairCommand(run.context(options), word, name, { ...impairment, clear }));
    });

  fw.command("switchover")
    .description("let the primary hand over to the backup in good order")
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText("after", examples(["fw switchover", "fw switchover --json"]))
    .action(async (options) => {
      const { switchoverCommand } = await import("../commands/switchover.ts");
      run.finish(await switchoverCommand(run.context(options)));
    });

  fw.command("heal")
    .description("undo every fault, and wait until the pair is in order")
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText("after", examples(["fw heal"]))
    .action(async (options) => {
      const { healCommand } = await import("../commands/heal.ts");
      run.finish(await healCommand(run.context(options)));
    });
}

function percent(text: string): number {
  const value = quantity(text, { "": 1, "%": 1 });
  if (value !== undefined && value > 0 && value <= 100) return value;
  throw new InvalidArgumentError("Expected a percentage above 0 and up to 100, like 5 or 0.1%.");
}

function milliseconds(text: string): number {
  const value = quantity(text, { "": 1, ms: 1, s: 1000 });
  if (value !== undefined && value > 0 && value <= 60_000) return value;
  throw new InvalidArgumentError("Expected a time up to a minute, like 20ms or 1.5s.");
}

function kilobits(text: string): number {
  const value = quantity(text, { "": 1, kbit: 1, mbit: 1000, gbit: 1_000_000 });
  if (value !== undefined && value >= 1) return Math.round(value);
  throw new InvalidArgumentError("Expected a rate of 1 kbit/s or more, like 512kbit or 10mbit.");
}
