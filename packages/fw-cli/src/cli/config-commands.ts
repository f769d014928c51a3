import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { examples } from "toolkit/examples";

import { config, dryRun, json, profile, type Runner } from "./options.ts";

/** The commands that look at a config and run nothing. */
export function addConfigCommands(fw: Command, run: Runner): void {
  fw.command("init")
    .description("write a config to start from, after a few questions or as the options say")
    .argument("[dir]", "the folder, made when it is not there (default: this one)")
    .addOption(
      new Option("--template <name>", "a ready one instead of answers")
        .choices(["office", "data-centre", "dual-stack", "articles"] as const)
        .conflicts(["name", "zones", "uplink", "nat", "ipv6", "vlans", "hosts"]),
    )
    .option("--name <name>", "the lab's name (default: the folder's)")
    .option("--zones <names>", "the networks behind the pair, with commas (default: lan)")
    .option("--no-uplink", "no provider's network: the pair stands between the zones")
    .option("--no-nat", "the zones go out with their own IPv4 addresses")
    .option("--ipv6", "IPv6 beside IPv4")
    .option("--vlans", "the zones are VLANs of one card")
    .option("--no-hosts", "no virtual machines in the zones")
    .option("-y, --yes", "ask nothing: take what is usual for all that is not said")
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      examples([
        "fw init",
        "fw init my-lab --zones lan,dmz,guests --vlans --ipv6",
        "fw init my-lab --template dual-stack",
        "fw init --yes --dry-run",
      ]),
    )
    .action(async (dir, options) => {
      const { initCommand, zonesOf } = await import("../commands/init.ts");
      const { template, name, zones, uplink, nat, ipv6, vlans, hosts, yes = false } = options;
      await initCommand(run.context(options), dir, {
        yes,
        ...(template !== undefined && { template }),
        ...(name !== undefined && { name }),
        ...(zones !== undefined && { zones: zonesOf(zones) }),
        ...(!uplink && { uplink }),
        ...(!nat && { nat }),
        ...(ipv6 !== undefined && { ipv6 }),
        ...(vlans !== undefined && { vlans }),
        ...(!hosts && { hosts }),
      });
    });

  fw.command("check")
    .description("check a config, and say where it is wrong")
    .argument("[file]", "default: the nearest fw.config.yaml")
    .addOption(profile())
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
      const { checkCommand } = await import("../commands/check.ts");
      const { format, profile: name, real = false, install = false, yes = false } = options;
      run.finish(
        await checkCommand(run.context(options), file, {
          format,
          profile: name,
          real,
          install,
          yes,
        }),
      );
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
      const { renderCommand } = await import("../commands/render.ts");
      const { output, diff, host, profile: name } = options;
      run.finish(await renderCommand(run.context(options), { output, diff, host, profile: name }));
    });

  fw.command("graph")
    .description("draw the topology: networks, the pair, virtual addresses, hosts")
    .addOption(config())
    .addOption(
      new Option(
        "-f, --format <name>",
        "svg, mermaid, dot (Graphviz) or json (default: by the file's name, else svg)",
      ).choices(["svg", "mermaid", "dot", "json"] as const),
    )
    .option("-o, --output <file>", "the file (default: standard output)")
    .addOption(
      new Option(
        "--live [lab]",
        "a lab that runs, with the roles of its firewalls (default: the one that is up)",
      ).conflicts("config"),
    )
    .addOption(json())
    .addHelpText(
      "after",
      examples([
        "fw graph -o topology.svg",
        "fw graph --format mermaid -c my-lab.yaml",
        "fw graph --live -o now.svg",
        "fw graph -f dot | dot -Tpdf -o topology.pdf",
      ]),
    )
    .action(async (options) => {
      const { graphCommand } = await import("../commands/graph.ts");
      const { format, output, live } = options;
      run.finish(await graphCommand(run.context(options), { format, output, live }));
    });

  fw.command("explain")
    .description("what happens to a flow and where in the ruleset, or what a failover costs")
    .argument("<question>", "a flow: 'PROTOCOL SOURCE[:PORT] > DESTINATION[:PORT]', or: timing")
    .addOption(config())
    .option(
      "--node <name>",
      "flow: the firewall that meets it (default: whose address it names, or the first)",
    )
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
    .option("--master <flow>", "flow: the connection that announced it, by its first packet")
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
        "fw explain 'icmp:timestamp-request 192.168.2.4 > 192.168.0.3'",
        "fw explain 'udp [2001:db8::1] > [2001:db8:1::1]:53' --state established --json",
        "fw explain 'tcp 192.0.2.9:20 > 192.0.2.1:50000' --master 'tcp 10.0.0.4 > 192.0.2.9:21'",
        "fw explain timing --profile kvm --connections 60000",
        "fw explain timing --measure 5",
      ]),
    )
    .action(async (question, options) => {
      if (question === "timing") {
        const { explainTimingCommand } = await import("../commands/explain-timing.ts");
        const { profile: name, connections = [], measure } = options;
        const timing = { profile: name, connections, measureSeconds: measure };
        return run.finish(await explainTimingCommand(run.context(options), timing));
      }
      const { explainCommand } = await import("../commands/explain.ts");
      const { node, role, state, helper, master } = options;
      const about = { node, role, state, helper, master };
      run.finish(await explainCommand(run.context(options), question, about));
    });

  fw.command("matrix")
    .description("who may reach whom with which service")
    .addOption(config())
    .option("--from <name>", "only from this network or host")
    .option("--to <name>", "only to this network or host")
    .addOption(json())
    .addHelpText("after", examples(["fw matrix", "fw matrix --from client", "fw matrix --json"]))
    .action(async (options) => {
      const { matrixCommand } = await import("../commands/matrix.ts");
      const { from, to } = options;
      run.finish(await matrixCommand(run.context(options), { from, to }));
    });
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
