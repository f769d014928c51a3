import { ArgumentError } from "../arguments/argument-error.ts";
import { expectObject, expectOneOf, expectOptionalText } from "../arguments/expect.ts";
import { profileTimers, type TimingProfile } from "./profile.ts";

/** Refuses the options of `check`, `resolve` and `parse` that do not exist or say nothing known. */
export function expectOptions(call: string, value: unknown, known: readonly string[]): void {
  expectObject(`${call}: options`, value);
  const options = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new ArgumentError(`${call}: options`, name, `options called ${known.join(", ")}`);
  }
  const profiles = Object.keys(profileTimers) satisfies string[] as readonly TimingProfile[];
  expectOneOf(`${call}: options.profile`, options["profile"], profiles);
  expectOneOf(`${call}: options.timers`, options["timers"], profiles);
  expectOptionalText(`${call}: options.file`, options["file"]);
}
