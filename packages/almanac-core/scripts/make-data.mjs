// @ts-check
// Writes the generated files of src/term/data. The table is computed by the package's own source,
// which every supported Node can run only after bundling.
import { writeFile } from "node:fs/promises";

import { rolldown } from "rolldown";

const folder = new URL("../", import.meta.url);
const bundle = await rolldown({ input: new URL("scripts/data/index.ts", folder).pathname });
const { output } = await bundle.generate({ format: "esm" });
const code = Buffer.from(output[0].code).toString("base64");
/** @type {typeof import("./data/index.ts")} */
const { GENERATED } = await import(`data:text/javascript;base64,${code}`);
for (const [name, source] of Object.entries(GENERATED)) {
  await writeFile(new URL(`src/term/data/${name}`, folder), source());
}
