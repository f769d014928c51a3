// @ts-check
import { writeFile } from "node:fs/promises";

import { articlesSource } from "./articles.mjs";

const file = new URL("../src/starter/articles.generated.ts", import.meta.url);
await writeFile(file, articlesSource());
