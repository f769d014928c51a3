import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file that this package is published with, by its path in the package. */
export function packageFile(path: string): string {
  // This module lies one folder below the package: in its source as well as in its bundle.
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** A program of its own that this package starts. It runs from the bundle, also in the tests. */
export function programFile(name: "server" | "spice" | "tester"): string {
  return packageFile(`bundle/${name}.js`);
}

const manifest = JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as {
  readonly version: string;
};

/** The version of this package. */
export const { version } = manifest;
