// @ts-check
import { fileURLToPath } from "node:url";

import { compareStarts } from "toolkit/testing/startup";

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const [bin, seed] = [path("../bin.js"), path("../../../fw.config.yaml")];

compareStarts([
  { name: "fw --version", args: [bin, "--version"], aim: 1.3 },
  { name: "fw check", args: [bin, "check", seed], aim: 2 },
  { name: "fw render", args: [bin, "render", "--config", seed] },
]);
