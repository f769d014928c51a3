import { Argument, type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { examples } from "toolkit/examples";

import { dryRun, json, lab, node, type Runner } from "./options.ts";
import { quantity } from "./quantity.ts";

/** The commands that show a machine's screen and use its keyboard. */
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

  fw.command("screenshot")
    .description("what is on the machine's screen, as a PNG file")
    .addArgument(node())
    .option("-o, --output <file>", "the file, or - for standard output (default: NODE.png)")
    .addOption(lab())
    .addOption(json())
    .addHelpText(
      "after",
      examples(["fw screenshot client -o desktop.png", "fw screenshot fw-1 -o - | wc -c"]),
    )
    .action(async (word, options) => {
      const { screenshotCommand } = await import("../commands/screenshot.ts");
      run.finish(await screenshotCommand(run.context(options), word, options.output));
    });

  fw.command("type")
    .description("type a text on the machine's keyboard, which has the US layout")
    .addArgument(node())
    .argument("<text>", "printable ASCII; a line's end is Enter")
    .option("-e, --enter", "press Enter at the end")
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText("after", examples(["fw type client 'ip address' --enter"]))
    .action(async (word, text, options) => {
      const { typeCommand } = await import("../commands/type.ts");
      const { enter = false } = options;
      run.finish(await typeCommand(run.context(options), word, text, { enter }));
    });

  fw.command("key")
    .description("press keys on the machine's keyboard")
    .addArgument(node())
    .addArgument(new Argument("<chord...>", "keys that go down together, like ctrl-alt-f2"))
    .addOption(lab())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      `\nKeys: letters and digits, f1 to f12, ctrl alt shift meta altgr, enter esc tab space backspace delete
insert home end pgup pgdn up down left right, minus equal comma dot slash backslash semicolon apostrophe
grave_accent bracket_left bracket_right, kp_0 to kp_9, and the other names of qemu's QKeyCode.
${examples(["fw key client ctrl-alt-f2", "fw key client up enter"])}`,
    )
    .action(async (word, chords, options) => {
      const { keyCommand } = await import("../commands/key.ts");
      run.finish(await keyCommand(run.context(options), word, chords));
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
