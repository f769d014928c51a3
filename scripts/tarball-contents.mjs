// @ts-check
// Packs each package that is published, and looks into the tarball: the licence's text must be in
// every copy (pnpm packs the repository's LICENSE, unless it takes another file of the package for
// one), and no file may import what is private to this repository.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const licence = readFileSync("LICENSE", "utf8");
const packages = readdirSync("packages").map((folder) => {
  const manifest = JSON.parse(readFileSync(join("packages", folder, "package.json"), "utf8"));
  return {
    cwd: join("packages", folder),
    name: manifest.name,
    isPrivate: manifest.private === true,
  };
});
const own = packages.filter(({ isPrivate }) => isPrivate).map(({ name }) => name);
const importsOwn = new RegExp(
  `\\b(?:from|import|import\\(|require\\()\\s*["'](?:${own.join("|")})["'/]`,
);

const folder = mkdtempSync(join(tmpdir(), "tarballs-"));
try {
  for (const { cwd, isPrivate } of packages) {
    if (isPrivate) continue;
    execFileSync("pnpm", ["pack", "--pack-destination", folder], { cwd, stdio: "ignore" });
  }
  for (const tarball of readdirSync(folder)) {
    const file = join(folder, tarball);
    if (contents(file, "package/LICENSE") !== licence) {
      fail(`${tarball} lacks the repository's LICENSE`);
    }
    const [found] = importsOwn.exec(contents(file, "--wildcards", "*.js", "*.ts") ?? "") ?? [];
    if (found !== undefined) fail(`${tarball} imports what is not published: ${found}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exitCode = 1;
}

/** The text of files in a tarball; absent when it has none of them. @param {string} tarball @param {string[]} names */
function contents(tarball, ...names) {
  try {
    return execFileSync(
      "tar",
      ["--extract", "--gzip", "--to-stdout", "--file", tarball, ...names],
      {
        encoding: "utf8",
        maxBuffer: 1 << 28,
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
  } catch {
    return undefined;
  }
}
