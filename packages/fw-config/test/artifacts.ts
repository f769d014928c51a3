import { readFileSync, readdirSync } from "node:fs";

import {
  check,
  formatDiagnostic,
  render,
  type Artifact,
  type Model,
  type TimingProfile,
} from "../src/index.ts";

const root = new URL("golden/", import.meta.url);

/** The example configurations, by name. */
export const examples: readonly string[] = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted();

/** The directory of an example. */
export function exampleUrl(name: string): URL {
  return new URL(`${name}/`, root);
}

/** The model of a text that must be free of errors. */
export function modelOf(text: string, profile: TimingProfile = "hardware"): Model {
  const { model, diagnostics } = check(text, { profile });
  if (model === undefined) {
    throw new Error(diagnostics.map((found) => formatDiagnostic(found, text)).join("\n"));
  }
  return model;
}

/** The text of an example. */
export function exampleText(name: string): string {
  return readFileSync(new URL("fw.config.yaml", exampleUrl(name)), "utf8");
}

/** The model of an example. */
export function exampleModel(name: string, profile?: TimingProfile): Model {
  return modelOf(exampleText(name), profile);
}

const languages: Readonly<Record<string, string>> = { ".yaml": "yaml", ".json": "json" };

/** Artifacts as one Markdown text: a heading a file, its content fenced. */
export function toMarkdown(artifacts: readonly Artifact[]): string {
  const files = artifacts.map(({ host, path, mode, content }) => {
    const extension = /\.[a-z]+$/.exec(path)?.[0] ?? "";
    return `## ${host}:${path} (${mode.toString(8)})\n\n\`\`\`${languages[extension] ?? ""}\n${content}\`\`\`\n`;
  });
  return files.join("\n");
}

/** What is recorded of an example; the hashes change with every byte of the files that are shown anyway. */
export function shownArtifacts(name: string): readonly Artifact[] {
  return render(exampleModel(name)).filter(({ path }) => !path.endsWith("/MANIFEST"));
}
