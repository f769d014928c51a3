import type { CommandUnknownOpts } from "@commander-js/extra-typings";

/** A value of the command line that is not taken, and the option or argument that it was given to. */
export interface RefusedValue {
  /** Like `--loss` or `NODE`. */
  readonly place: string;
  readonly value: string;
}

/** Tells which value an option or an argument of a command refuses: commander's error has it in its message only. */
export function noteRefusedValues(
  command: CommandUnknownOpts,
  note: (refused: RefusedValue) => void,
): void {
  for (const target of [...command.options, ...command.registeredArguments]) {
    const { parseArg } = target;
    if (parseArg === undefined) continue;
    const place = "long" in target ? (target.long ?? target.flags) : target.name().toUpperCase();
    target.parseArg = <T>(value: string, previous: T): T => {
      try {
        return parseArg.call(target, value, previous) as T;
      } catch (error) {
        note({ place, value });
        throw error;
      }
    };
  }
}
