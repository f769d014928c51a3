import type {
  Argument as TypedArgument,
  Command as TypedCommand,
  Option as TypedOption,
} from "@commander-js/extra-typings";
import {
  Argument as PlainArgument,
  Command as PlainCommand,
  Option as PlainOption,
} from "commander";

// Commander with the types of its options inferred; the typed package itself is not loaded (4 ms).

export const Command = PlainCommand as unknown as typeof TypedCommand;
export type Command = TypedCommand;

export const Argument = PlainArgument as unknown as typeof TypedArgument;
export const Option = PlainOption as unknown as typeof TypedOption;
