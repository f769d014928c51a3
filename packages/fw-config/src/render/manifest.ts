import { generatedBy, type Artifact } from "../artifact.ts";
import { text } from "./lines.ts";
import { sha256 } from "./sha256.ts";

/** Where a machine keeps the list of its files. */
export const manifestPath: string = "/usr/local/lib/fw/MANIFEST";

/**
 * The files of one machine with their hashes, as `sha256sum --check` reads them: it shows what
 * was changed by hand.
 */
export function renderManifest(host: string, artifacts: readonly Artifact[]): Artifact {
  const lines = artifacts.map(({ path, content }) => `${sha256(content)}  ${path}`);
  return {
    host,
    path: manifestPath,
    mode: 0o644,
    content: text(`# ${generatedBy}`, ...lines),
  };
}
