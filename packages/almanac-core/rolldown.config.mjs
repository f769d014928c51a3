// @ts-check
import { defineConfig } from "rolldown";

// What comments say is in the declarations; those that mark what is pure stay.
const output = /** @type {const} */ ({
  format: "esm",
  sourcemap: true,
  comments: { legal: true, annotation: true, jsdoc: false },
});

/**
 * The library as one file: a program that needs one day opens no hundred of them. Whatever is computed
 * while it loads is marked as pure, so that the bundler of a page leaves out what the page does not use.
 * What reads its host, or not every program wants, is an entry point of its own on top of it.
 */
const entryBeside = (/** @type {string} */ name) => ({
  input: `src/${name}.ts`,
  platform: /** @type {const} */ ("neutral"),
  external: ["almanac-core"],
  output: { ...output, file: `dist/${name}.js` },
});

export default defineConfig([
  {
    input: "src/index.ts",
    platform: "neutral",
    output: { ...output, file: "dist/index.js" },
    plugins: [
      {
        name: "pure-nutation",
        transform(code, id) {
          if (!id.endsWith("/astronomia/src/nutation.js")) return null;
          const marked = code.replace("= (function () {", "= /*#__PURE__*/ (function () {");
          if (marked === code) throw new Error("astronomia's table of the nutation was not found");
          return marked;
        },
      },
    ],
  },
  entryBeside("ical"),
  entryBeside("intl"),
  entryBeside("lunar"),
  entryBeside("svg"),
]);
