// @ts-check
// Runs every package's tests, then the end-to-end tests, and ends with one line over all of them.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

import { mustBeWatched, watchedHost } from "./host-watch/gate.mjs";

const packages = [
  ...readdirSync("packages").map((name) => join("packages", name)),
  "docs",
  "scripts",
];

/** The report files that each one's scripts promise to write. */
const reports = packages.flatMap((dir) => {
  const { scripts = {} } = JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
  return ["test", "e2e"]
    .filter((task) => task in scripts)
    .map((task) => join(dir, "reports", `${task}.json`));
});

for (const file of reports) rmSync(file, { force: true });

/**
 * @param {string} file
 * @param {string[]} args
 * @returns {boolean} whether it succeeded
 */
const run = (file, ...args) => spawnSync(file, args, { stdio: "inherit" }).status === 0;

process.env["TURBO_TELEMETRY_DISABLED"] = "1";
let failed = !run("turbo", "run", "build", "--output-logs=errors-only");
failed ||= !run(process.execPath, "scripts/test-machine.mjs");
const watched = await watchedHost(() => {
  // Of tests whose results come from turbo's cache nothing would be seen.
  const all = mustBeWatched ? ["--force"] : [];
  for (const task of ["test", "e2e"]) {
    const how = ["--only", "--continue=always", "--concurrency=2", ...all];
    const passed = run("turbo", "run", task, ...how);
    failed ||= !passed;
  }
});

const total = { passed: 0, skipped: 0 };
/** @type {string[]} */
const failures = [...watched.failures];
for (const file of reports) {
  if (!existsSync(file)) {
    failures.push(`${file} is missing: that run did not reach its end`);
    continue;
  }
  const report = JSON.parse(readFileSync(file, "utf8"));
  total.passed += report.passed;
  total.skipped += report.skipped;
  failures.push(
    ...report.failures.map((/** @type {string} */ one) => `${dirname(dirname(file))}: ${one}`),
  );
}
// Here too, because a machine's log is read from its end.
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`Tests: ${total.passed} passed, ${failures.length} failed, ${total.skipped} skipped`);
process.exitCode = failed || failures.length > 0 ? 1 : 0;
