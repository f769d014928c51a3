import { AlmanacError } from "almanac-core";
import { errorReport, type ErrorReport } from "toolkit/error-report";
import { jsonText, printable } from "toolkit/printable";

import type { Io } from "../io.ts";
import { JSON_VERSION } from "../json/version.ts";
import type { Say } from "../texts/phrases.ts";
import { CliError } from "./cli-error.ts";

function toReport(error: unknown, say: Say): ErrorReport {
  if (error instanceof CliError || error instanceof AlmanacError) {
    const { code, place, value } = error;
    const [problem, hint] = [say(error.problem), say(error.hint)];
    const message = `${say(place)}: ${problem}: ${say(value)}. ${hint}`;
    return errorReport({ code, message, place, value, hint });
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: "internal", message: say(`a bug in almanac: ${message}`) };
}

/**
 * Says on stderr what went wrong; with `--json` as one JSON object, else as a sentence.
 * A stack is shown only for a bug, and only when `ALMANAC_DEBUG` is set.
 */
export function report(
  error: unknown,
  io: Io,
  { json, say }: { readonly json: boolean; readonly say: Say },
): number {
  const shown = toReport(error, say);
  io.stderr.write(
    json
      ? `${jsonText({ version: JSON_VERSION, error: shown })}\n`
      : printable(`almanac: ${shown.message} [${shown.code}]\n`),
  );
  if (shown.code === "internal" && io.env["ALMANAC_DEBUG"] && error instanceof Error) {
    io.stderr.write(printable(`${error.stack ?? ""}\n`));
  }
  if (error instanceof CliError) return error.exitCode;
  return error instanceof AlmanacError ? 2 : 1;
}
