import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The version of this package. */
export const { version } = require("fw-cli/package.json") as { readonly version: string };

/**
 * A program of its own that this package starts. It runs from the bundle, also when this module
 * runs from its source.
 */
export function programFile(name: "server" | "tester"): string {
  return packageFile(`bundle/${name}.js`);
}

/** A file that this package is published with, by its path in the package. */
export function packageFile(path: string): string {
  return join(dirname(require.resolve("fw-cli/package.json")), path);
}
