import { earthLongitudeSource } from "./earth-longitude.ts";
import { termTableSource } from "./term-table.ts";

/** The generated files of src/term/data, and what makes the text of each. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  "earth-longitude.generated.ts": earthLongitudeSource,
  "term-table.generated.ts": termTableSource,
};
