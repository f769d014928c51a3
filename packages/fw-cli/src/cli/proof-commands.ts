import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { examples } from "toolkit/examples";

import { faultNames } from "../proof/presets.ts";
import { accel, assumeYes, config, drivers, dryRun, json, type Runner, timers } from "./options.ts";

const modes = ["routed", "snat"] as const;

/** What a proof gives unless others are asked for: every way to lose a primary. */
const usualFaults = [
  ...(["power-off", "stop", "switchover"] as const),
  ...(["link-tracked", "link-advert", "partition"] as const),
];

const driver = () =>
  new Option("--driver <name>", "namespaces of this host's kernel, or virtual machines")
    .choices(drivers)
    .default("netns" as const);

const advert = () =>
  new Option(
    "--advert <ms>",
    "milliseconds between two adverts, whatever the config says",
  ).argParser(whole(10, 40_950));

const flows = (count: number) =>
  new Option("--flows <number>", "TCP connections of each class")
    .argParser(whole(1, 5000))
    .default(count);

/** The commands that show whether the pair keeps its promises. */
export function addProofCommands(fw: Command, run: Runner): void {
  fw.command("prove")
    .description("hold flows of every class, break the pair, count what survives; 1 on a dead flow")
    .addOption(config())
    .addOption(driver())
    .addOption(
      new Option("--mode <name...>", "with the client's address as it is, or translated")
        .choices(modes)
        .default(modes),
    )
    .addOption(
      new Option("--fault <name...>", "what happens to the primary")
        .choices(faultNames)
        .default(usualFaults),
    )
    .addOption(
      new Option("--trials <number>", "of each fault in each mode")
        .argParser(whole(1, 10_000))
        .default(3),
    )
    .addOption(flows(20))
    .addOption(
      new Option(
        "--idle <number>",
        "idle connections, which send once after the fault (default: as many as --flows)",
      ).argParser(whole(1, 50_000)),
    )
    .addOption(
      new Option(
        "--hold <seconds>",
        "how long the flows live before the fault: longer than a timer, say",
      )
        .argParser(whole(0, 86_400))
        .default(0),
    )
    .addOption(advert())
    .addOption(timers())
    .addOption(accel())
    .addOption(seed("the phases of the adverts in which the faults come (default: a new one)"))
    .option("--html <file>", "write a page with a plot of each trial")
    .addOption(assumeYes())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      examples([
        "fw prove",
        "fw prove --fault power-off --mode snat --trials 20 --html proof.html",
        "fw prove --config examples/published.yaml --profile published --fault power-off",
        "fw prove --fault power-off --hold 150 --trials 1",
        "fw prove --driver qemu --fault power-off stop --flows 10",
      ]),
    )
    .action(async (options) => {
      const { proveCommand } = await import("../commands/prove.ts");
      const { mode, fault, trials, flows: count, idle, hold, seed: number, html } = options;
      const load = { trials, flows: count, idle, hold };
      const what = { modes: mode, faults: fault, ...load, seed: number, html };
      run.finish(await proveCommand(run.context(options), { ...what, ...placeOf(options) }));
    });

  fw.command("drill")
    .description("generated sequences of faults under load, judged by an oracle; 1 on a violation")
    .addOption(config())
    .addOption(driver())
    .addOption(
      new Option("--mode <name>", "with the client's address as it is, or translated")
        .choices(modes)
        .default("routed" as const),
    )
    .addOption(seed("of the first run; each further run has the next").default(1))
    .addOption(
      new Option("--runs <number>", "how many (default: 20; of a --replay or --steps 1)").argParser(
        whole(1, 100_000),
      ),
    )
    .addOption(
      new Option("--replay <seed>", "one seed again")
        .argParser(whole(0, 2 ** 32 - 1))
        .conflicts("seed"),
    )
    .addOption(
      new Option("--steps <text>", "these steps instead, as a failing drill prints them").conflicts(
        ["seed", "replay"],
      ),
    )
    .addOption(flows(10))
    .option("--no-shrink", "do not look for a shorter sequence that fails too")
    .addOption(advert())
    .addOption(timers())
    .addOption(accel())
    .addOption(assumeYes())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      examples([
        "fw drill",
        "fw drill --seed 1000 --runs 200 --mode snat",
        "fw drill --replay 1017 --mode snat",
        "fw drill --steps 'isolate primary; wait 900 ms; heal; settle'",
      ]),
    )
    .action(async (options) => {
      const { drillCommand } = await import("../commands/drill.ts");
      const { mode, seed: first, runs, replay, steps, shrink, flows: count } = options;
      const usual = replay !== undefined || steps !== undefined ? 1 : 20;
      const what = { mode, seed: replay ?? first, runs: runs ?? usual, flows: count };
      const how = { shrink: shrink && steps === undefined, steps };
      run.finish(
        await drillCommand(run.context(options), { ...what, ...how, ...placeOf(options) }),
      );
    });
}

function seed(description: string) {
  return new Option("--seed <number>", description).argParser(whole(0, 2 ** 32 - 1));
}

function placeOf<A, D, P>(options: {
  readonly accel: A;
  readonly driver: D;
  readonly profile?: P;
  readonly advert?: number;
  readonly yes?: true;
}) {
  const { accel: kind, driver: name, profile, advert: advertMs, yes = false } = options;
  return { accel: kind, driver: name, profile, advertMs, yes };
}

/** Reads a whole number of a range. */
function whole(from: number, to: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= from && number <= to) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${from} to ${to}.`);
  };
}
