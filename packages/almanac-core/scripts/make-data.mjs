// @ts-check
// Writes the generated files of src/term/data. They are computed by the package's own source, which
// every supported Node can run only after bundling; the table is computed from the other file, as it
// has just been written.
import { writeFile } from "node:fs/promises";

import { rolldown } from "rolldown";

const folder = new URL("../", import.meta.url);

/** @returns {Promise<typeof import("./data/index.ts").GENERATED>} */
async function generated() {
  const bundle = await rolldown({ input: new URL("scripts/data/index.ts", folder).pathname });
  const { output } = await bundle.generate({ format: "esm" });
  const code = Buffer.from(output[0].code).toString("base64");
  return (await import(`data:text/javascript;base64,${code}`)).GENERATED;
}

for (const name of Object.keys(await generated())) {
  const text = (await generated())[name]?.() ?? "";
  await writeFile(new URL(`src/term/data/${name}`, folder), text);
}
