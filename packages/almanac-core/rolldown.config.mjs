// @ts-check
import { defineConfig } from "rolldown";

/**
 * The library as one file: a program that needs one day opens no hundred of them. Whatever is computed
 * while it loads is marked as pure, so that the bundler of a page leaves out what the page does not use.
 */
export default defineConfig({
  input: "src/index.ts",
  platform: "neutral",
  // What comments say is in the declarations; those that mark what is pure stay.
  output: {
    file: "dist/index.js",
    format: "esm",
    sourcemap: true,
    comments: { legal: true, annotation: true, jsdoc: false },
  },
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
});
