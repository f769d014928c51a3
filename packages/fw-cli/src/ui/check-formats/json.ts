import { jsonText } from "toolkit/printable";

import { JSON_VERSION } from "../print.ts";
import type { CheckFormat } from "./report.ts";

/** Version 1 of the document: `{version, file, ok: verdict.ok, diagnostics, real?}`. */
export const jsonFormat: CheckFormat = ({ file, verdict, diagnostics, real }) =>
  jsonText({ version: JSON_VERSION, file, ok: verdict.ok, diagnostics, ...(real && { real }) }, 2);
