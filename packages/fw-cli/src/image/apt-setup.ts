import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { execa } from "execa";

/** Where a build's packages come from, and how they are fetched. */
export interface AptSetup {
  /** One-line entries of sources.list(5); none: Debian's own mirrors. */
  readonly sources: readonly string[];
  /** Keyring that must have signed them; undefined: those that the host's apt trusts. */
  readonly keyring: string | undefined;
  /** Lines of apt.conf(5). */
  readonly options: readonly string[];
  /** Added to the environment: the host's proxies. */
  readonly env: Readonly<Record<string, string>>;
}

const DEBIAN_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
const PARTS = ["", "-updates", "-security"] as const;

/**
 * The host's own mirrors, when it runs the same Debian release as the image; else Debian's.
 *
 * @param etc the host's `/etc`
 */
export async function aptSetup(
  suite: string,
  signal: AbortSignal,
  etc = "/etc",
): Promise<AptSetup> {
  const settings = await hostSettings(signal);
  const release = await readFile(join(etc, "os-release"), "utf8").catch(() => "");
  const same = /^ID=debian$/m.test(release) && release.includes(`VERSION_CODENAME=${suite}`);
  const sources = same ? debianSources(await sourceTexts(etc), suite) : [];
  const keyring = sources.length > 0 ? undefined : DEBIAN_KEYRING;
  return { sources, keyring, ...settings };
}

interface SourceText {
  readonly format: "list" | "sources";
  readonly text: string;
}

async function sourceTexts(etc: string): Promise<readonly SourceText[]> {
  const dir = join(etc, "apt/sources.list.d");
  const names = (await readdir(dir).catch(() => [] as string[])).toSorted();
  const paths = [join(etc, "apt/sources.list"), ...names.map((name) => join(dir, name))];
  const texts = paths
    .filter((path) => path.endsWith(".list") || path.endsWith(".sources"))
    .map(async (path) => ({
      format: path.endsWith(".list") ? ("list" as const) : ("sources" as const),
      text: await readFile(path, "utf8").catch(() => ""),
    }));
  return Promise.all(texts);
}

/** The entries for Debian itself, one for each part of the release; none unless the release is there. */
export function debianSources(texts: readonly SourceText[], suite: string): readonly string[] {
  const entries = texts.flatMap(({ format, text }) =>
    format === "list" ? listEntries(text) : deb822Entries(text),
  );
  const found = PARTS.map((part) =>
    entries.find((entry) => entry.suites.includes(`${suite}${part}`) && isDebianMain(entry)),
  );
  if (found[0] === undefined) return [];
  return found.flatMap((entry, index) => {
    if (entry === undefined) return [];
    const signed = entry.signedBy === undefined ? "" : `[signed-by=${entry.signedBy}] `;
    return [`deb ${signed}${entry.uri} ${suite}${PARTS[index]} main`];
  });
}

interface Entry {
  readonly uri: string;
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** Path of a keyring. */
  readonly signedBy: string | undefined;
}

function isDebianMain({ uri, components }: Entry): boolean {
  return components.includes("main") && /^https?:\/\/\S+$/.test(uri);
}

function listEntries(text: string): readonly Entry[] {
  return text.split("\n").flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+([^#]+)/.exec(line);
    if (match === null) return [];
    const [, options = "", uri = "", suite = "", components = ""] = match;
    const signedBy = /signed-by=(\/\S+)/.exec(options)?.[1];
    return [{ uri, suites: [suite], components: fields(components), signedBy }];
  });
}

function deb822Entries(text: string): readonly Entry[] {
  const stanzas = text.replaceAll(/^#.*\n?/gm, "").split(/\n\s*\n/);
  return stanzas.flatMap((stanza) => {
    const value = (name: string): string =>
      new RegExp(`^${name}:([^\\n]*(?:\\n[ \\t][^\\n]*)*)`, "im").exec(stanza)?.[1]?.trim() ?? "";
    if (!fields(value("Types")).includes("deb") || /^no$/i.test(value("Enabled"))) return [];
    const signed = value("Signed-By");
    const shared = {
      suites: fields(value("Suites")),
      components: fields(value("Components")),
      signedBy: /^\/\S+$/.test(signed) ? signed : undefined,
    };
    return fields(value("URIs")).map((uri) => ({ uri, ...shared }));
  });
}

function fields(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

async function hostSettings(signal: AbortSignal): Promise<Pick<AptSetup, "options" | "env">> {
  const names = ["Acquire::http::Proxy", "Acquire::https::Proxy", "Acquire::Check-Valid-Until"];
  const result = await execa("apt-config", ["dump", "--format", "%f=%v%n", ...names], {
    reject: false,
    cancelSignal: signal,
  });
  const value = (name: string): string | undefined =>
    (result.stdout ?? "")
      .split("\n")
      .find((line) => line.startsWith(`${name}=`))
      ?.slice(name.length + 1);
  const [http, https] = [value("Acquire::http::Proxy"), value("Acquire::https::Proxy")];
  return {
    // A mirror that keeps an old state on purpose.
    options:
      value("Acquire::Check-Valid-Until") === "false" ? ['Acquire::Check-Valid-Until "false"'] : [],
    env: { ...(http && { http_proxy: http }), ...(https && { https_proxy: https }) },
  };
}
