import { Argument, Option, type Command } from "@commander-js/extra-typings";
import { examples as programExamples } from "toolkit/examples";

import type { Context } from "./context.ts";
import { PAPERS } from "./page/style.ts";
import type { Say } from "./texts/phrases.ts";

/** Runs the body of a command in the context that its options and the environment make. */
export type Within = (
  command: { optsWithGlobals: () => Record<string, unknown> },
  body: (context: Context) => Promise<number | void>,
) => Promise<void>;

const DATE = "YYYY-MM-DD or YYYY-MM-DDTHH:MM, or today, tomorrow, yesterday";
const YEAR = "a year; 0 is 1 BC";
const STARS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const OUTPUT = "file to write (default: standard output)";

/** Declares the commands. What one does is in `commands/`, a verb a file, loaded when it is called. */
export function addVerbs(program: Command, say: Say, within: Within): void {
  const examples = (...lines: readonly string[]): string =>
    programExamples(
      lines.map((line) => `almanac ${say(line)}`),
      say("Examples:"),
    );

  program.addHelpText(
    "after",
    examples("day", "day 2024-08-23T14:30 --lang vi", "compare 2021", "day --help"),
  );

  program
    .command("day")
    .description("one day on one screen: pillars, boards, fortune, period, season")
    .argument("[date]", DATE)
    .addHelpText("after", examples("day", "day 2021-08-23 --rule books", "day tomorrow --json"))
    .action((date, _, command) =>
      within(command, async (context) => (await import("./commands/day.ts")).day(context, date)),
    );

  program
    .command("hour")
    .description("the twelve double hours of a day with their pairs and stars")
    .argument("[date]", DATE)
    .addHelpText("after", examples("hour", "hour 2021-12-21 --hour-half day"))
    .action((date, _, command) =>
      within(command, async (context) => (await import("./commands/hour.ts")).hour(context, date)),
    );

  program
    .command("month")
    .description("the days of a civil month in a table")
    .argument("[month]", "YYYY-MM, or this")
    .addHelpText("after", examples("month", "month 2021-08 --rule books"))
    .action((month, _, command) =>
      within(command, async (context) =>
        (await import("./commands/month.ts")).month(context, month),
      ),
    );

  program
    .command("year")
    .description("a weather year: its months, its star, and a chart of the star of the day")
    .argument("[year]", YEAR)
    .addHelpText("after", examples("year", "year 2021 --rule books"))
    .action((year, _, command) =>
      within(command, async (context) => (await import("./commands/year.ts")).year(context, year)),
    );

  program
    .command("terms")
    .description("the instants of the 24 weather periods (solar terms)")
    .argument("[year]", YEAR)
    .argument("[last]", "the last year of a span")
    .addHelpText("after", examples("terms 2024", "terms 2020 2030 --zone UTC --json"))
    .action((year, last, _, command) =>
      within(command, async (context) =>
        (await import("./commands/terms.ts")).terms(context, year, last),
      ),
    );

  program
    .command("fortune")
    .description("the Epoch and the Fortune of a year")
    .argument("[year]", YEAR)
    .addHelpText("after", examples("fortune", "fortune 1864"))
    .action((year, _, command) =>
      within(command, async (context) =>
        (await import("./commands/fortune.ts")).fortune(context, year),
      ),
    );

  program
    .command("person")
    .description("the destiny star, board and directions for a birth, compared with Eight Mansions")
    .argument("<birth>", "YYYY-MM-DD or YYYY-MM-DDTHH:MM")
    .addOption(
      new Option("--sex <sex>", "show the Eight Mansions of this sex only").choices([
        "female",
        "male",
      ] as const),
    )
    .addHelpText("after", examples("person 1990-06-15", "person 1990-02-04T09:30 --sex female"))
    .action((birth, { sex }, command) =>
      within(command, async (context) =>
        (await import("./commands/person.ts")).person(context, birth, sex),
      ),
    );

  program
    .command("board")
    .description("the Luoshu board with a star in the Heaven Center")
    .addArgument(
      new Argument("<star>", "the star in the center")
        .choices(STARS)
        // The command refuses what is no star, in its own words.
        .argParser((text: string) => text),
    )
    .option("--descending", "the descending flight (逆飛): the stars go backward over the cells")
    .addHelpText("after", examples("board 1", "board 5 --north-up --ascii"))
    .action((star, { descending }, command) =>
      within(command, async (context) =>
        (await import("./commands/board.ts")).board(context, star, descending === true),
      ),
    );

  program
    .command("boards")
    .description("the boards of a year and its months, and the directions afflicted in each")
    .argument("[year]", YEAR)
    .addHelpText("after", examples("boards 2026", "boards 2026 --json"))
    .action((year, _, command) =>
      within(command, async (context) =>
        (await import("./commands/boards.ts")).boards(context, year),
      ),
    );

  program
    .command("find")
    .description(
      "the days, or double hours, of a span that have the pairs, stars and places asked for",
    )
    .option("--from <date>", "the first day (default: 50 years ago)")
    .option("--to <date>", "the last day (default: 50 years from now)")
    .option("--first <count>", "stop after so many")
    .option("--year-pair <pair>", "the pair of the weather year, such as Jia-Dragon")
    .option("--month-pair <pair>", "the pair of the weather month")
    .option("--day-pair <pair>", "the pair of the day")
    .option("--hour-pair <pair>", "the pair of the double hour")
    .option("--year-star <star>", "the star of the weather year, 1 to 9")
    .option("--month-star <star>", "the star of the weather month")
    .option("--day-star <star>", "the star of the day")
    .option("--hour-star <star>", "the star of the double hour")
    .option("--term <period>", "the weather period: its name, or the longitude of the Sun")
    .addOption(
      new Option("--half <half>", "the half of the year").choices(["yang", "yin"] as const),
    )
    .option("--held", "only days on which the qi field stands still")
    .option("--star-in <cell=star...>", "a star in a direction of the day's board: S=9")
    .addHelpText(
      "after",
      examples(
        "find --day-pair Jia-Rat --day-star 1 --first 3",
        "find --from 2026-01-01 --to 2026-12-31 --star-in S=9",
      ),
    )
    .action((options, command) =>
      within(command, async (context) =>
        (await import("./commands/find.ts")).find(context, options),
      ),
    );

  program
    .command("pillars")
    .description("the moments of a span that have the pillars of year, month, day and hour")
    .argument("<pillars>", "one to four pairs, the year first, in quotes")
    .option("--from <date>", "the first day (default: 50 years ago)")
    .option("--to <date>", "the last day (default: 50 years from now)")
    .option("--first <count>", "stop after so many")
    .addHelpText("after", examples('pillars "Jia-Dragon Ren-Monkey Ji-Sheep Geng-Horse"'))
    .action((pillars, options, command) =>
      within(command, async (context) =>
        (await import("./commands/find.ts")).pillars(context, pillars, options),
      ),
    );

  program
    .command("compare")
    .description(
      "the rules for the star of the day, side by side, with the requirements each one breaks",
    )
    .argument("[year]", YEAR)
    .addHelpText("after", examples("compare 2021", "compare 2021 --json"))
    .action((year, _, command) =>
      within(command, async (context) =>
        (await import("./commands/compare.ts")).compare(context, year),
      ),
    );

  program
    .command("explain")
    .description(
      "why each value of a day is what it is: the period, solstice, turn, rule and source",
    )
    .argument("[date]", DATE)
    .addHelpText("after", examples("explain 2021-08-23", "explain 2021-08-23 --rule books"))
    .action((date, _, command) =>
      within(command, async (context) =>
        (await import("./commands/explain.ts")).explain(context, date),
      ),
    );

  program
    .command("range")
    .description("one line for each day of a span, at noon")
    .argument("<from>", "the first day, YYYY-MM-DD")
    .argument("<to>", "the last day, YYYY-MM-DD")
    .option("--csv", "comma-separated values with a heading")
    .addHelpText(
      "after",
      examples(
        "range 2021-08-20 2021-08-25",
        "range 2000-01-01 2099-12-31 --json > century.ndjson",
      ),
    )
    .action((from, to, { csv }, command) =>
      within(command, async (context) =>
        (await import("./commands/range.ts")).range(context, from, to, csv === true),
      ),
    );

  program
    .command("ical")
    .description("an iCalendar file of weather periods, stars of the days and held days")
    .argument("<from>", "the first day, YYYY-MM-DD")
    .argument("<to>", "the last day, YYYY-MM-DD")
    .option("-o, --output <file>", OUTPUT)
    .option("--parts <list>", "what to include: terms, stars, held", "terms,stars,held")
    .addHelpText("after", examples("ical 2026-01-01 2026-12-31 -o almanac.ics"))
    .action((from, to, { output, parts }, command) =>
      within(command, async (context) =>
        (await import("./commands/ical.ts")).ical(context, from, to, { output, parts }),
      ),
    );

  program
    .command("plot")
    .description("the star of the day over a year as an SVG chart: season against another rule")
    .argument("[year]", YEAR)
    .option("-o, --output <file>", OUTPUT)
    .addOption(
      new Option("--layout <layout>", "wide for a page, narrow for a phone")
        .choices(["wide", "narrow"] as const)
        .default("wide" as const),
    )
    .addHelpText("after", examples("plot 2021 -o 2021.svg", "plot 2021 --rule nearest > 2021.svg"))
    .action((year, { output, layout }, command) =>
      within(command, async (context) =>
        (await import("./commands/plot.ts")).plot(context, year, { output, layout }),
      ),
    );

  program
    .command("page")
    .description(
      "a printable page of a month or a year: days, boards, periods, afflicted directions",
    )
    .argument("[page]", "YYYY-MM, or a year")
    .option("-o, --output <file>", OUTPUT)
    .addOption(new Option("--paper <size>", "the paper").choices(PAPERS).default("a4" as const))
    .addHelpText(
      "after",
      examples("page 2024-08 -o august.html", "page 2026 --paper letter -o 2026.html"),
    )
    .action((page, { output, paper }, command) =>
      within(command, async (context) =>
        (await import("./commands/page.ts")).page(context, page, { output, paper }),
      ),
    );

  program
    .command("completion")
    .description("a completion script for a shell")
    .addArgument(new Argument("<shell>", "the shell").choices(["bash", "zsh", "fish"] as const))
    .addHelpText(
      "after",
      examples("completion bash > ~/.local/share/bash-completion/completions/almanac"),
    )
    .action((shell, _, command) =>
      within(command, async (context) =>
        (await import("./commands/completion.ts")).completion(context, shell, program),
      ),
    );
}
