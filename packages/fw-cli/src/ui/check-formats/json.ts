import { jsonText } from "toolkit/printable";

import type { CheckFormat } from "./report.ts";

/** Version 1 of the document: `{version, file, ok: verdict.ok, diagnostics, real?}`. */
export const jsonFormat: CheckFormat = ({ file, verdict, diagnostics, real }) =>
  jsonText({ version: 1, file, ok: verdict.ok, diagnostics, ...(real && { real }) }, 2);
