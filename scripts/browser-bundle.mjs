// @ts-check
// Bundles, as a page would load it, what `size-limit` weighs: all that fw-config exports, zod and yaml
// included, and single functions of almanac-core, which must not bring the rest of it along.
import { rolldown } from "rolldown";

const packages = new URL("../packages/", import.meta.url);

/** @param {string} input @param {string} file @param {string} [source] - the page's own code, for an input of that name */
async function bundle(input, file, source) {
  const page = { name: "page", resolveId: resolvePage, load: loadPage };
  const built = await rolldown({ input, platform: "browser", plugins: source ? [page] : [] });
  await built.write({ file: path(file), format: "esm", minify: true });

  /** @param {string} id */
  function resolvePage(id) {
    return id === input ? id : null;
  }
  /** @param {string} id */
  function loadPage(id) {
    return id === input ? source : null;
  }
}

/** @param {string} file */
function path(file) {
  return new URL(file, packages).pathname;
}

await bundle(path("fw-config/dist/index.js"), "fw-config/reports/browser.js");

const core = JSON.stringify(path("almanac-core/dist/index.js"));
for (const name of ["star", "pairOfDay"]) {
  const source = `import { ${name} } from ${core};\nconsole.log(${name}(1));`;
  await bundle(`page:${name}`, `almanac-core/reports/${name}.js`, source);
}
