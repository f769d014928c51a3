// @ts-check
/**
 * Writes the reference pages from the code: `node scripts/generate.mjs`.
 */
import { rmSync } from "node:fs";

import { writeApi } from "./api.mjs";
import { writeCommands } from "./commands.mjs";
import { writeConfiguration } from "./configuration.mjs";
import { writeDiagnostics } from "./diagnostics.mjs";
import { writeExamples } from "./examples.mjs";
import { REFERENCE } from "./page.mjs";

rmSync(REFERENCE, { recursive: true, force: true });
writeConfiguration();
writeDiagnostics();
await writeCommands();
await writeExamples();
await writeApi("almanac-core");
await writeApi("fw-config", {
  // Fields whose name and type say it all have no docstring, and four helper types no export.
  requiredToBeDocumented: ["Function", "Interface", "TypeAlias", "Variable"],
  validation: { notDocumented: true, notExported: false, invalidLink: true },
});
