// @ts-check
import { fileURLToPath } from "node:url";

import { Application } from "typedoc";

import { REFERENCE } from "./page.mjs";

const DOCS = new URL("../", import.meta.url);
const PACKAGES = new URL("../packages/", DOCS);

/**
 * The page of a package's public interface, from its docstrings. What has none fails the build.
 *
 * @param {string} name
 */
export async function writeApi(name) {
  const folder = new URL(`${name}/`, PACKAGES);
  const app = await Application.bootstrapWithPlugins({
    ...{ name, entryPoints: [fileURLToPath(new URL("src/index.ts", folder))] },
    options: fileURLToPath(new URL("typedoc.json", DOCS)),
    tsconfig: fileURLToPath(new URL("tsconfig.build.json", folder)),
    out: fileURLToPath(new URL(`api/${name}`, REFERENCE)),
  });
  const project = await app.convert();
  if (project !== undefined) {
    app.validate(project);
    if (!app.logger.hasWarnings()) await app.generateOutputs(project);
  }
  if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings()) {
    throw new Error(`the documentation of ${name} has the problems above`);
  }
}
