// @ts-check
// Tries hostile inputs by the thousand: the kinds of `test/fuzz` of both firewall packages, in one
// process a processor. vitest's module loader costs more than the inputs do, so that each package's
// tests are bundled first.
//
//   pnpm fuzz                     20,000 inputs of each kind
//   pnpm fuzz --runs 500 --seed 7 --jobs 1
import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { rolldown } from "rolldown";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20000" },
    seed: { type: "string", default: "20261128" },
    jobs: { type: "string", default: String(availableParallelism()) },
  },
});
const jobs = Number(values.jobs);
const runs = Math.ceil(Number(values.runs) / jobs);

/** @param {string} name */
async function bundle(name) {
  const folder = fileURLToPath(new URL(`../packages/${name}/`, import.meta.url));
  const built = await rolldown({
    input: `${folder}test/fuzz/long.ts`,
    platform: "node",
    resolve: { conditionNames: ["monorepo-source", "import", "module", "node"] },
    transform: { target: "node20.19" },
  });
  // One folder below the package, as its source is: it looks for its own files from there.
  const file = `${folder}reports/fuzz.js`;
  await built.write({ file, format: "esm", codeSplitting: false });
  return file;
}

/** Each job has a seed of its own. @param {string} file @param {number} job */
async function run(file, job) {
  const seed = Number(values.seed) + job;
  const env = { ...process.env, FW_FUZZ_RUNS: String(runs), FW_FUZZ_SEED: String(seed) };
  const child = spawn(process.execPath, [file], { env, stdio: "inherit" });
  const [code] = await once(child, "exit");
  return code === 0;
}

for (const name of ["fw-config", "fw-cli"]) {
  const file = await bundle(name);
  const fine = await Promise.all(Array.from({ length: jobs }, (_, job) => run(file, job)));
  if (fine.includes(false)) process.exitCode = 1;
}
