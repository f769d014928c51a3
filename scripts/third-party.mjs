// @ts-check
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/**
 * A plugin of rolldown that writes `THIRD-PARTY.md` beside the bundle: each library of which a
 * module is in it, with its licence and where its source is, because every copy of a library must
 * carry that.
 *
 * @param {Readonly<Record<string, readonly string[]>>} [more] files with further texts of a
 *   library's licences, by the library's name
 * @returns {import("rolldown").Plugin}
 */
export function thirdParty(more = {}) {
  return {
    name: "third-party",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
      const folders = new Set(modules.flatMap((id) => packageOf(id) ?? []));
      const parts = [...folders].map((folder) => part(folder, more)).toSorted();
      const source = ["The program in this folder holds these libraries.", ...parts].join("\n\n");
      this.emitFile({ type: "asset", fileName: "THIRD-PARTY.md", source: `${source}\n` });
    },
  };
}

/** The folder of the library that a module belongs to; absent for the project's own. @param {string} id */
function packageOf(id) {
  if (!id.includes(`${sep}node_modules${sep}`)) return undefined;
  for (let folder = dirname(id); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version) return folder;
  }
}

/** @param {string} folder @param {Readonly<Record<string, readonly string[]>>} more */
function part(folder, more) {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { name, version, license, repository } = manifest;
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)([.-].+)?$/i.test(entry));
  if (file === undefined) throw new Error(`${name} ${version} has no licence text in ${folder}`);
  const texts = [file, ...(more[name] ?? [])].map((path) =>
    readFileSync(join(folder, path), "utf8").trim(),
  );
  const source = `Source: ${repository?.url ?? repository ?? manifest.homepage}`;
  return [`## ${name} ${version} (${license})`, source, ...texts].join("\n\n");
}
