import { FwError } from "../../errors.ts";
import { keyAliases, qcodes } from "./qcodes.ts";

/** Keys that are pressed together, by qemu's names, in the order in which they go down. */
export type Chord = readonly string[];

/**
 * The keys of a chord like `ctrl-alt-f2`, in small or capital letters.
 *
 * @throws FwError `E_USAGE` that names the key that there is none of, and the nearest one
 */
export async function parseChord(text: string): Promise<Chord> {
  const names = text.toLowerCase().split("-");
  const keys = names.map((name) => keyAliases.get(name) ?? name);
  const wrong = keys.findIndex((key) => !qcodes.has(key));
  if (wrong < 0) return keys;
  const name = names[wrong] ?? "";
  // Loaded here, because only a mistake needs it.
  const { suggest } = await import("fw-config");
  const near = suggest(name, [...qcodes, ...keyAliases.keys()]);
  const guess = near === undefined ? "" : `did you mean ${near}? `;
  throw new FwError(
    "E_USAGE",
    name === ""
      ? `${JSON.stringify(text)} lacks a key`
      : `${JSON.stringify(text)}: no key is called ${name}`,
    {
      hint: `${guess}keys are joined by -, like ctrl-alt-f2; that key itself is called minus, and all are in: fw key --help`,
      exitCode: 2,
    },
  );
}
