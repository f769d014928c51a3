import type { Command } from "@commander-js/extra-typings";
import { examples } from "toolkit/examples";

import {
  accel,
  assumeYes,
  config,
  driver,
  dryRun,
  json,
  lab,
  node,
  type Runner,
  timers,
} from "./options.ts";
import { ProgramOnNode } from "./program-on-node.ts";

/** The commands that make a lab, look at it and end it. */
export function addLabCommands(fw: Command, run: Runner): void {
  fw.command("up")
    .description("build what is missing, boot the lab, verify it")
    .addOption(config())
    .addOption(driver())
    .addOption(accel())
    .addOption(timers())
    .addOption(assumeYes())
    .option("--strict", "start no lab on a host that cannot bear its adverts' interval")
    .option("--keep-failed", "leave a lab that fails as it is, to look at it")
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      examples([
        "fw up",
        "fw up --driver netns",
        "fw up --yes --accel tcg",
        "fw up --config my-lab.yaml --dry-run",
      ]),
    )
    .action(async (options) => {
      const { upCommand } = await import("../commands/up.ts");
      const {
        accel: mode,
        driver: kind,
        profile: whose,
        yes = false,
        keepFailed = false,
        strict = false,
      } = options;
      const wanted = { accel: mode, driver: kind, profile: whose, yes, keepFailed, strict };
      run.finish(await upCommand(run.context(options), wanted));
    });

  fw.command("down")
    .description("end the lab; nothing of it runs on")
    .addOption(lab())
    .addOption(config())
    .option("--purge", "remove the machines' disks and logs too")
    .addOption(dryRun())
    .addOption(json())
    .addHelpText("after", examples(["fw down", "fw down --purge"]))
    .action(async (options) => {
      const { downCommand } = await import("../commands/down.ts");
      run.finish(await downCommand(run.context(options), { purge: options.purge ?? false }));
    });

  fw.command("list")
    .description("all labs of yours: state, age, memory, disk, config")
    .addOption(json())
    .addHelpText("after", examples(["fw list", "fw list --json"]))
    .action(async (options) => {
      const { listCommand } = await import("../commands/list.ts");
      run.finish(await listCommand(run.context(options)));
    });

  fw.command("status")
    .description("what each node is and does")
    .addOption(lab())
    .option("-w, --watch", "go on and show each change")
    .addOption(json())
    .addHelpText("after", examples(["fw status", "fw status --watch", "fw status --json"]))
    .action(async (options) => {
      const { statusCommand } = await import("../commands/status.ts");
      run.finish(await statusCommand(run.context(options), { watch: options.watch ?? false }));
    });

  const exec = new ProgramOnNode("exec")
    .description("run a program on a node; its exit code and both its streams come back")
    .addArgument(node())
    .argument("<command...>", "the program and its arguments, after --")
    .addOption(lab())
    .option("-i, --stdin", "pass standard input on (all of it is read first)")
    .addOption(json())
    .addOption(dryRun())
    .addHelpText(
      "after",
      examples([
        "fw exec client -- ping -c 3 192.168.0.3",
        "fw exec primary -- conntrackd -e",
        "fw exec -i fw-1 -- nft -f - < rules.nft",
      ]),
    )
    .action(async (word, [program = "", ...args], options) => {
      const { execCommand } = await import("../commands/exec.ts");
      run.finish(
        await execCommand(run.context(options), word, [program, ...args], {
          stdin: options.stdin ?? false,
        }),
      );
    });
  fw.addCommand(exec);

  fw.command("console")
    .description("the node's serial console; Ctrl-] leaves it")
    .addArgument(node())
    .addOption(lab())
    .addOption(json())
    .addHelpText("after", examples(["fw console fw-1"]))
    .action(async (word, options) => {
      const { consoleCommand } = await import("../commands/console.ts");
      run.finish(await consoleCommand(run.context(options), word));
    });

  fw.command("logs")
    .description("what nodes wrote: their journal, or their serial console")
    .argument("[node]", "its name, or its role now: primary, backup (default: every node)")
    .addOption(lab())
    .option("-f, --follow", "go on and show what comes")
    .option("--console", "the serial console's log, also of a node that is off")
    .addOption(json())
    .addHelpText("after", examples(["fw logs fw-1 -f", "fw logs backup", "fw logs --console"]))
    .action(async (word, options) => {
      const { logsCommand } = await import("../commands/logs.ts");
      const { follow = false, console = false } = options;
      run.finish(await logsCommand(run.context(options), word, { follow, console }));
    });
}
