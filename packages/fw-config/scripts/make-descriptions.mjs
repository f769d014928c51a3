// @ts-check
import { writeFile } from "node:fs/promises";

import { descriptionsSource } from "./descriptions.mjs";

const file = new URL("../src/config/descriptions.generated.ts", import.meta.url);
await writeFile(file, descriptionsSource());
