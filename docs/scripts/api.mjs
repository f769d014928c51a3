// @ts-check
import { fileURLToPath } from "node:url";

import { Application, PageEvent } from "typedoc";

import { REFERENCE } from "./page.mjs";

const DOCS = new URL("../", import.meta.url);
const PACKAGES = new URL("../packages/", DOCS);

/**
 * The page of a package's public interface, from its docstrings. What has none fails the build.
 *
 * @param {string} name
 * @param {readonly string[]} [inner] types that a signature needs and nobody has to name
 */
export async function writeApi(name, inner = []) {
  const folder = new URL(`${name}/`, PACKAGES);
  const app = await Application.bootstrapWithPlugins({
    name,
    entryPoints: [fileURLToPath(new URL("src/index.ts", folder))],
    options: fileURLToPath(new URL("typedoc.json", DOCS)),
    tsconfig: fileURLToPath(new URL("tsconfig.build.json", folder)),
    out: fileURLToPath(new URL(`api/${name}`, REFERENCE)),
    intentionallyNotExported: [...inner],
  });
  nameTypesByTheirHeadings(app);
  const project = await app.convert();
  if (project !== undefined) {
    app.validate(project);
    if (!app.logger.hasWarnings()) await app.generateOutputs(project);
  }
  if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings()) {
    throw new Error(`the documentation of ${name} has the problems above`);
  }
}

/**
 * typedoc makes the anchor of a member of its owner's name and its own, without the dot between:
 * that of `Almanac.options` takes the one of `AlmanacOptions`, to which links then say
 * `almanacoptions-1`. The heading, which VitePress names by its text, is `almanacoptions`.
 *
 * @param {Application} app
 */
function nameTypesByTheirHeadings({ renderer }) {
  renderer.on(PageEvent.END, (page) => {
    if (page.contents === undefined) return;
    const headings = new Set(
      [...page.contents.matchAll(/^### (\w+)$/gm)].map(([, name = ""]) => name.toLowerCase()),
    );
    page.contents = page.contents.replace(/\]\(#(\w+)-1\)/g, (link, name) =>
      headings.has(name) ? `](#${name})` : link,
    );
  });
}
