// @ts-check
// Packs each package as it is published, and asks for the licence's text, which must be in every
// copy. pnpm packs the repository's LICENSE, unless it takes another file of the package for one.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const licence = readFileSync("LICENSE", "utf8");
const folder = mkdtempSync(join(tmpdir(), "tarballs-"));
try {
  for (const name of readdirSync("packages")) {
    const cwd = join("packages", name);
    execFileSync("pnpm", ["pack", "--pack-destination", folder], { cwd, stdio: "ignore" });
  }
  for (const tarball of readdirSync(folder)) {
    if (licenceOf(join(folder, tarball)) === licence) continue;
    console.error(`${tarball} lacks the repository's LICENSE`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} tarball @returns {string | undefined} */
function licenceOf(tarball) {
  try {
    const args = ["--extract", "--gzip", "--to-stdout", "--file", tarball, "package/LICENSE"];
    return execFileSync("tar", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}
