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
import { writeServices } from "./services.mjs";

rmSync(REFERENCE, { recursive: true, force: true });
writeConfiguration();
writeDiagnostics();
writeServices();
await writeCommands();
await writeExamples();
await writeApi("almanac-core");
await writeApi("fw-config", ["Exact"]);
