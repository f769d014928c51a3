import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { examples } from "toolkit/examples";

import { json, lab, node, type Runner } from "./options.ts";
import { quantity } from "./quantity.ts";

/** The commands that show what a machine shows. */
export function addScreenCommands(fw: Command, run: Runner): void {
  fw.command("view")
    .description("open a machine's screen in a window, until that is closed")
    .addArgument(node())
    .addOption(
      new Option(
        "--vv <file>",
        "write what remote-viewer needs into this file instead, for another machine too",
      ).conflicts("web"),
    )
    .option(
      "--expire <time>",
      "--vv: for how long a new viewer is let in, like 10m, 8h, or never (default: 10m)",
      expiry,
    )
    .option("--once", "--vv: let one viewer in, and no other after it")
    .option("--web", "show it in a browser instead: a page of this host, until Ctrl-C")
    .addOption(lab())
    .addOption(json())
    .addHelpText(
      "after",
      examples([
        "fw view client",
        "fw view client --web",
        "fw view client --vv client.vv --expire 1h --once",
        "fw view primary --vv fw.vv && remote-viewer fw.vv",
      ]),
    )
    .action(async (word, options) => {
      const { viewCommand } = await import("../commands/view.ts");
      const { vv, expire, once = false, web = false } = options;
      run.finish(await viewCommand(run.context(options), word, { vv, expire, once, web }));
    });
}

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const YEAR_MS = 365 * UNITS.d;

/** Milliseconds, or never. */
function expiry(text: string): number | "never" {
  if (text === "never") return text;
  const value = quantity(text, UNITS);
  if (value !== undefined && value >= UNITS.s && value <= YEAR_MS) return value;
  throw new InvalidArgumentError("Expected a time from 1s to 365d, like 10m or 8h, or never.");
}
