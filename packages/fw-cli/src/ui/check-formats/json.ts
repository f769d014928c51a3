import type { CheckFormat } from "./report.ts";

/** Version 1 of the document: `{version, file, ok, diagnostics, real?}`. */
export const jsonFormat: CheckFormat = ({ file, ok, diagnostics, real }) =>
  JSON.stringify({ version: 1, file, ok, diagnostics, ...(real && { real }) }, null, 2);
