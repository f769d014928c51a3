// @ts-check
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { defineConfig } from "rolldown";

import { thirdParty } from "../../scripts/third-party.mjs";

/** Without what the build for Node asks of the environment at every token. */
const yaml = join(
  dirname(createRequire(import.meta.url).resolve("yaml/package.json")),
  "browser/index.js",
);

/** What every command needs: one file is opened faster than ten. */
const BASE =
  /\0|toolkit\/src\/(examples|output-guard|printable)|fw-config\/dist\/(address|arguments|config\/name|timing)|fw-cli\/src\/(errors|events|package|wait-until|ui\/print|faults\/step|image\/variant|proof\/presets|cli\/interrupt)\.ts/;

/** Commander loads it for commands that are programs of their own, which fw has none of. */
const withoutChildProcess = {
  name: "without-child-process",
  /** @param {string} code @param {string} id */
  transform(code, id) {
    if (!id.endsWith("/commander/lib/command.js")) return null;
    const [call, nothing] = ["require('node:child_process')", "{}"];
    if (!code.includes(call)) throw new Error("commander's child_process was not found");
    return code.replace(call, nothing);
  },
};

/**
 * What is published: the program with all its libraries, so that a start opens a few files instead
 * of five hundred. A verb is a chunk of its own, with what it alone needs. The servers of a lab,
 * the proxies of its screens and the traffic generators of a proof are programs of their own.
 */
const program = defineConfig({
  input: {
    index: "src/index.ts",
    main: "src/main.ts",
    server: "src/lab/server/main.ts",
    spice: "src/spice/proxy/main.ts",
    tester: "src/proof/traffic/tester/main.ts",
  },
  platform: "node",
  // Node 20 has no `using` of its own.
  transform: { target: "node20.19" },
  resolve: { alias: { yaml } },
  plugins: [thirdParty(), withoutChildProcess],
  output: {
    dir: "bundle",
    format: "esm",
    cleanDir: true,
    minify: true,
    codeSplitting: {
      groups: [{ name: "base", test: BASE }],
      includeDependenciesRecursively: false,
    },
  },
});

/** The page of `fw view --web`, with its VNC client, for a browser. */
const page = defineConfig({
  input: { page: "page/main.ts" },
  platform: "browser",
  plugins: [thirdParty({ "@novnc/novnc": ["docs/LICENSE.MPL-2.0", "vendor/pako/LICENSE"] })],
  output: { dir: "bundle/page", format: "esm", minify: true },
});

export default [program, page];
