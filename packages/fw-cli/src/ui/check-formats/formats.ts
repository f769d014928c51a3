import { githubFormat } from "./github.ts";
import { jsonFormat } from "./json.ts";
import type { CheckFormat } from "./report.ts";
import { sarifFormat } from "./sarif.ts";
import { textFormat } from "./text.ts";

/** The name of a format on the command line. */
export type CheckFormatName = "text" | "json" | "sarif" | "github";

/** Every format by its name. */
export const checkFormats: Readonly<Record<CheckFormatName, CheckFormat>> = {
  text: textFormat,
  json: jsonFormat,
  sarif: sarifFormat,
  github: githubFormat,
};
