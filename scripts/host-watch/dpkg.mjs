// @ts-check
import { execFileSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * @typedef {object} Package
 * @property {boolean} essential
 * @property {readonly (readonly string[])[]} depends alternatives of each dependency
 * @property {readonly string[]} provides
 */

const FIELDS = ["Package", "Essential", "Provides", "Pre-Depends", "Depends", "db:Status-Status"];

/** The installed packages. @returns {ReadonlyMap<string, Package>} */
export function installedPackages() {
  const format = `${FIELDS.map((name) => `\${${name}}`).join("\\t")}\\n`;
  const options = { encoding: /** @type {const} */ ("utf8"), maxBuffer: 1 << 26 };
  const lines = execFileSync("dpkg-query", ["-W", `-f=${format}`], options)
    .trim()
    .split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [name = "", essential, provides = "", before = "", depends = "", status] =
        line.split("\t");
      if (status !== "installed") return [];
      return [
        [
          name,
          {
            essential: essential === "yes",
            depends: [before, depends].flatMap(relations),
            provides: relations(provides).flat(),
          },
        ],
      ];
    }),
  );
}

/** Names of a field such as `a (>= 1), b:any | c`. @param {string} field */
export function relations(field) {
  const clauses = field.split(",").map((clause) => clause.trim());
  return clauses
    .filter((clause) => clause !== "")
    .map((clause) => clause.split("|").map((name) => name.trim().replace(/[\s(:].*$/s, "")));
}

const DATABASE = "/var/lib/dpkg/info";

/**
 * The packages that have asked dpkg to tell them of changes in a folder (deb-triggers(5)), by
 * folder. A file that no package has brought there, or beside that folder, is what such a package
 * makes then: its cache. In the system's own folders (base-files) it may be anybody's.
 *
 * @param {string} [database]
 * @returns {ReadonlyMap<string, string>}
 */
export function triggerOwners(database = DATABASE) {
  const everybodys = new Set(readFileSync(join(database, "base-files.list"), "utf8").split("\n"));
  const watched = readdirSync(database)
    .filter((file) => file.endsWith(".triggers"))
    .flatMap((file) => {
      const text = readFileSync(join(database, file), "utf8");
      const folders = Array.from(
        text.matchAll(/^\s*interest\S*\s+(\/\S+)/gm),
        ([, one = ""]) => one,
      );
      return folders.map((folder) => ({ folder, name: packageOf(file) }));
    });
  const beside = watched.map(({ folder, name }) => ({ folder: dirname(folder), name }));
  const all = [...beside, ...watched].filter(({ folder }) => !everybodys.has(folder));
  return new Map(all.map(({ folder, name }) => [folder, name]));
}

/** Of a file of dpkg's database, as `libc6:amd64.list`. @param {string} file */
const packageOf = (file) => file.replace(/(:[^:]+)?\.[^.]+$/, "");

/** @typedef {{ byPath: ReadonlyMap<string, string>, byInode: ReadonlyMap<string, string> }} Owners */

/**
 * Which package each file belongs to: by the path that dpkg knows, and by device and inode, which
 * stay the same behind links, alternatives, a merged /usr and mounts.
 *
 * @param {string} [database]
 * @returns {Owners}
 */
export function fileOwners(database = DATABASE) {
  /** @type {Map<string, string>} */
  const byPath = new Map();
  /** @type {Map<string, string>} */
  const byInode = new Map();
  for (const file of readdirSync(database)) {
    if (!file.endsWith(".list")) continue;
    const name = packageOf(file);
    for (const path of readFileSync(join(database, file), "utf8").split("\n")) {
      if (path === "") continue;
      byPath.set(path, name);
      // A link belongs to one package, and what it leads to often to another.
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (found?.isFile()) byInode.set(`${found.dev}:${found.ino}`, name);
    }
  }
  return { byPath, byInode };
}
