// @ts-check
// Bundles all that fw-config exports as a browser loads it, zod and yaml included, so that
// `size-limit` can weigh it. almanac-core is published as one file already.
import { rolldown } from "rolldown";

const folder = new URL("../packages/fw-config/", import.meta.url);
const input = new URL("dist/index.js", folder).pathname;
const file = new URL("reports/browser.js", folder).pathname;

const bundle = await rolldown({ input, platform: "browser" });
await bundle.write({ file, format: "esm", minify: true });
