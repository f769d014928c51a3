import { Help, type CommandUnknownOpts } from "@commander-js/extra-typings";

import type { Say } from "./texts/phrases.ts";
import type { Measure } from "./views/width.ts";
import { wrap } from "./views/wrap.ts";

/** How a program speaks another language than English. */
export interface Speech {
  readonly say: Say;
  readonly measure: Measure;
}

/** Has a command and those below it give their help, and name their parts in errors, in a language. */
export function translateHelp(command: CommandUnknownOpts, { say, measure }: Speech): void {
  const inBrackets = (text: string): string =>
    text.replaceAll(
      /([<[])([^\]>]+)([\]>])/g,
      (_, open: string, word: string, close: string) => `${open}${say(word)}${close}`,
    );
  const extras = (text: string): string =>
    text.replaceAll(/\b(?:choices|default):/g, (heading) => say(heading));
  const plain = new Help();
  const words: Partial<Help> = {
    showGlobalOptions: true,
    styleTitle: say,
    commandUsage: (of) => inBrackets(plain.commandUsage(of)),
    subcommandTerm: (of) => inBrackets(plain.subcommandTerm(of)),
    argumentTerm: (of) => say(of.name()),
    optionTerm: ({ flags }) => inBrackets(flags),
    optionDescription: (of) => extras(plain.optionDescription(of)),
    argumentDescription: (of) => extras(plain.argumentDescription(of)),
    displayWidth: measure,
    boxWrap: (text, width) => wrap(text, width, measure).join("\n"),
  };
  for (const one of [command, ...command.commands]) {
    one.configureHelp(words);
    one.description(say(one.description()));
    for (const option of one.options) option.description = say(option.description);
    for (const argument of one.registeredArguments)
      argument.description = say(argument.description);
  }
}
