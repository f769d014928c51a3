import { Argument, Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";

import type { Context } from "./commands/context.ts";
import type { Io } from "./io.ts";
import { version } from "./version.ts";

/** The command line: what may be typed, and which command serves it. */
export interface Program {
  parse(argv: readonly string[]): Promise<void>;
  /** What the command that ran wants the process to end with. */
  exitCode(): number;
  /** The tree of commands, for completion and documentation. */
  readonly command: Command;
}

const profiles = ["hardware", "kvm", "tcg", "netns", "published"] as const;

interface CommonOptions {
  readonly json?: true;
  readonly dryRun?: true;
  readonly config?: string;
  readonly lab?: string;
}

/** Builds the command line for one run. Each command's code is loaded only when it is called. */
export function createProgram(io: Io): Program {
  let code = 0;
  const finish = (result: number | void): void => void (code = result ?? 0);
  const context = (options: CommonOptions): Context => ({
    io,
    json: options.json ?? false,
    dryRun: options.dryRun ?? false,
    config: options.config,
    lab: options.lab,
  });

  const fw = new Command("fw")
    .description("Runs a firewall pair in virtual machines, and lets you crash it.")
    .version(version, "-V, --version")
    .showHelpAfterError("(see: fw --help)")
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
    })
    .addHelpText("after", examples(["fw up", "fw status", "fw power fw-1 off", "fw down"]));

  const json = () => new Option("--json", "print JSON");
  const dryRun = () => new Option("--dry-run", "say what would be done, and do nothing");
  const config = () =>
    new Option("-c, --config <file>", "the config (default: the nearest fw.config.yaml)");
  const lab = () => new Option("--lab <name>", "which lab (default: the one that is up)");
  const profile = () =>
    new Option("--profile <name>", "where the pair will run")
      .choices(profiles)
      .default("hardware" as const);
  const driver = () =>
    new Option(
      "--driver <name>",
      "what runs the nodes: virtual machines, or namespaces of this host's kernel, in seconds (default: qemu)",
    ).choices(["qemu", "netns"] as const);
  const timers = () =>
    new Option(
      "--profile <name>",
      "whose timers the config's open ones are (default: those that fit the driver)",
    ).choices(profiles);
  const accel = () =>
    new Option("--accel <kind>", "how to run the processors")
      .choices(["auto", "kvm", "tcg"] as const)
      .default("auto" as const);

  fw.command("up")
    .description("build what is missing, boot the lab, verify it")
    .addOption(config())
    .addOption(driver())
    .addOption(accel())
    .addOption(timers())
    .option("-y, --yes", "install missing host packages without asking")
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
      const { upCommand } = await import("./commands/up.ts");
      const {
        accel: mode,
        driver: kind,
        profile: whose,
        yes = false,
        keepFailed = false,
      } = options;
      const wanted = { accel: mode, driver: kind, profile: whose, yes, keepFailed };
      finish(await upCommand(context(options), wanted));
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
      const { downCommand } = await import("./commands/down.ts");
      finish(await downCommand(context(options), { purge: options.purge ?? false }));
    });

  fw.command("status")
    .description("what each node is and does")
    .addOption(lab())
    .option("-w, --watch", "go on and show each change")
    .addOption(json())
    .addHelpText("after", examples(["fw status", "fw status --watch", "fw status --json"]))
    .action(async (options) => {
      const { statusCommand } = await import("./commands/status.ts");
      finish(await statusCommand(context(options), { watch: options.watch ?? false }));
    });

  fw.command("exec")
    .description("run a program on a node; its exit code and both its streams come back")
    .argument("<node>")
    .argument("<command...>", "the program and its arguments, after --")
    .addOption(lab())
    .option("-i, --stdin", "pass standard input on (all of it is read first)")
    .addOption(json())
    .addOption(dryRun())
    .passThroughOptions()
    .addHelpText(
      "after",
      examples([
        "fw exec client -- ping -c 3 192.168.0.3",
        "fw exec fw-2 -- conntrackd -e",
        "fw exec -i fw-1 -- nft -f - < rules.nft",
      ]),
    )
    .action(async (node, command, options) => {
      const { execCommand } = await import("./commands/exec.ts");
      finish(await execCommand(context(options), node, command, { stdin: options.stdin ?? false }));
    });

  fw.command("console")
    .description("the node's serial console; Ctrl-] leaves it")
    .argument("<node>")
    .addOption(lab())
    .addOption(json())
    .addHelpText("after", examples(["fw console fw-1"]))
    .action(async (node, options) => {
      const { consoleCommand } = await import("./commands/console.ts");
      finish(await consoleCommand(context(options), node));
    });

  fw.command("logs")
    .description("what nodes wrote: their journal, or their serial console")
    .argument("[node]", "default: every node")
    .addOption(lab())
    .option("-f, --follow", "go on and show what comes")
    .option("--console", "the serial console's log, also of a node that is off")
    .addOption(json())
    .addHelpText("after", examples(["fw logs fw-1 -f", "fw logs --console"]))
    .action(async (node, options) => {
      const { logsCommand } = await import("./commands/logs.ts");
      const { follow = false, console = false } = options;
      finish(await logsCommand(context(options), node, { follow, console }));
    });

  fw.command("power")
    .description("off is the crash: the machine stops dead, without a farewell")
    .argument("<node>")
    .argument("<action>", "off, on, pause or resume")
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      examples(["fw power fw-1 off", "fw power fw-1 on", "fw power fw-2 pause"]),
    )
    .action(async (node, action, options) => {
      const { powerCommand } = await import("./commands/power.ts");
      finish(await powerCommand(context(options), node, action));
    });

  fw.command("check")
    .description("check a config, and say where it is wrong")
    .argument("[file]", "default: the nearest fw.config.yaml")
    .option("--real", "let keepalived, conntrackd, nft, systemd and qemu read the rendered files")
    .option("--install", "with --real: install those that are missing; their services do not start")
    .option("-y, --yes", "do not ask before installing")
    .addOption(
      new Option("--format <name>", "how to print the findings (default: text)").choices([
        "text",
        "json",
        "sarif",
        "github",
      ] as const),
    )
    .addOption(json())
    .addHelpText(
      "after",
      examples([
        "fw check",
        "fw check my-lab.yaml --json",
        "fw check --format sarif > fw.sarif",
        "fw check --real",
        "fw check --real --install --yes",
      ]),
    )
    .action(async (file, options) => {
      const { checkCommand } = await import("./commands/check.ts");
      const { format, real = false, install = false, yes = false } = options;
      finish(await checkCommand(context(options), file, { format, real, install, yes }));
    });

  fw.command("render")
    .description("write every file that the hosts read, or print their names")
    .addOption(config())
    .option("-o, --output <dir>", "write the files below this folder, one folder a host")
    .addOption(
      new Option(
        "--diff <dir>",
        "compare the files with this folder: a unified diff, and code 1 when they differ",
      ).conflicts("output"),
    )
    .option("--host <name>", "only this host's files")
    .addOption(profile())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      examples([
        "fw render",
        "fw render -o out",
        "fw render --diff out",
        "fw render --host fw-1 --json",
      ]),
    )
    .action(async (options) => {
      const { renderCommand } = await import("./commands/render.ts");
      const { output, diff, host, profile: name } = options;
      finish(await renderCommand(context(options), { output, diff, host, profile: name }));
    });

  fw.command("explain")
    .description("what happens to a flow and where in the ruleset, or what a failover costs")
    .argument("<question>", "a flow: 'PROTOCOL SOURCE[:PORT] > DESTINATION[:PORT]', or: timing")
    .addOption(config())
    .option("--node <name>", "flow: the firewall that it reaches (default: the first)")
    .addOption(
      new Option("--role <role>", "flow: whether that firewall holds the VIPs").choices([
        "primary",
        "backup",
      ] as const),
    )
    .addOption(
      new Option(
        "--state <state>",
        "flow: what connection tracking knows of it (default: a first packet)",
      ).choices(["new", "established", "related", "invalid", "untracked"] as const),
    )
    .option("--helper <name>", "flow: the helper that expects a related connection, like ftp")
    .addOption(profile())
    .option("--connections <number...>", "timing: known connections at the failover", counts)
    .option(
      "--measure <seconds>",
      "timing: measure this host's jitter; code 1 when it breaks the advert interval",
      secondsOf,
    )
    .addOption(json())
    .addHelpText(
      "after",
      examples([
        "fw explain 'tcp 192.168.2.4:40000 > 192.168.0.3:22'",
        "fw explain 'icmp 192.168.2.4 > 192.168.0.3 in eth1' --node fw-2",
        "fw explain 'udp [2001:db8::1] > [2001:db8:1::1]:53' --state established --json",
        "fw explain timing --profile kvm --connections 60000",
        "fw explain timing --measure 5",
      ]),
    )
    .action(async (question, options) => {
      if (question === "timing") {
        const { explainTimingCommand } = await import("./commands/explain-timing.ts");
        const { profile: name, connections = [], measure } = options;
        const timing = { profile: name, connections, measureSeconds: measure };
        return finish(await explainTimingCommand(context(options), timing));
      }
      const { explainCommand } = await import("./commands/explain.ts");
      const { node, role, state, helper } = options;
      finish(await explainCommand(context(options), question, { node, role, state, helper }));
    });

  fw.command("matrix")
    .description("who may reach whom with which service")
    .addOption(config())
    .option("--from <name>", "only from this network or host")
    .option("--to <name>", "only to this network or host")
    .addOption(json())
    .addHelpText("after", examples(["fw matrix", "fw matrix --from client", "fw matrix --json"]))
    .action(async (options) => {
      const { matrixCommand } = await import("./commands/matrix.ts");
      const { from, to } = options;
      finish(await matrixCommand(context(options), { from, to }));
    });

  fw.command("completion")
    .description("print a completion script for a shell")
    .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"] as const))
    .addHelpText(
      "after",
      examples([
        "fw completion bash > ~/.local/share/bash-completion/completions/fw",
        "fw completion zsh > ~/.fw.zsh && echo 'source ~/.fw.zsh' >> ~/.zshrc",
        "fw completion fish > ~/.config/fish/completions/fw.fish",
      ]),
    )
    .action(async (shell) => {
      const { completionCommand } = await import("./commands/completion.ts");
      completionCommand(io, fw, shell);
    });

  const image = fw
    .command("image")
    .description("the base image that every machine's disk is a copy of");
  image
    .command("build")
    .description("build the image unless it is there")
    .option("-y, --yes", "install missing host packages without asking")
    .addOption(dryRun())
    .addOption(json())
    .addHelpText("after", examples(["fw image build"]))
    .action(async (options) => {
      const { imageBuildCommand } = await import("./commands/image.ts");
      finish(await imageBuildCommand(context(options), { yes: options.yes ?? false }));
    });
  image
    .command("list")
    .description("the images in the cache")
    .addOption(json())
    .action(async (options) => {
      const { imageListCommand } = await import("./commands/image.ts");
      finish(await imageListCommand(context(options)));
    });
  image
    .command("prune")
    .description("remove images that neither the current recipe nor a lab needs")
    .option("--all", "the current recipe's image too")
    .addOption(dryRun())
    .addOption(json())
    .action(async (options) => {
      const { imagePruneCommand } = await import("./commands/image.ts");
      finish(await imagePruneCommand(context(options), { all: options.all ?? false }));
    });

  fw.command("doctor")
    .description("what this machine has and lacks for a lab")
    .option("--install", "install the missing host packages")
    .option("-y, --yes", "do not ask before installing")
    .addOption(dryRun())
    .addOption(json())
    .addHelpText("after", examples(["fw doctor", "fw doctor --install --yes"]))
    .action(async (options) => {
      const { doctorCommand } = await import("./commands/doctor.ts");
      const { install = false, yes = false } = options;
      finish(await doctorCommand(context(options), { install, yes }));
    });

  for (const command of [fw, ...fw.commands, ...image.commands]) {
    command.copyInheritedSettings(fw);
  }
  return {
    command: fw,
    exitCode: () => code,
    parse: async (argv) => void (await fw.parseAsync([...argv], { from: "user" })),
  };
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`;
}

/** One more number of an option that takes several. */
function counts(text: string, before: readonly number[] = []): readonly number[] {
  if (/^\d{1,9}$/.test(text)) return [...before, Number(text)];
  throw new InvalidArgumentError("Expected a number of connections, like 60000.");
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new InvalidArgumentError("Expected seconds between 0 and 3600, like 5.");
}
