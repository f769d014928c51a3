import { readdirSync, readFileSync } from "node:fs";

import { check, formatDiagnostic, type Model, type TimingProfile } from "fw-config";

import { missingPackages } from "../../src/packages/packages.ts";
import { real } from "../../src/validators/requirements.ts";
import { type RunOptions, runCheckers } from "../../src/validators/run-validators.ts";
import type { CheckerResult } from "../../src/validators/validator.ts";
import { recordedIo } from "../io.ts";

const folder = new URL("../../../fw-config/test/golden/", import.meta.url);

/** The example configurations of fw-config, by name. */
export const examples: readonly string[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted();

/** The model of an example. */
export function exampleModel(name: string, profile: TimingProfile = "hardware"): Model {
  const text = readFileSync(new URL(`${name}/fw.config.yaml`, folder), "utf8");
  const { model, diagnostics } = check(text, { profile });
  if (model !== undefined) return model;
  throw new Error(diagnostics.map((found) => formatDiagnostic(found, text)).join("\n"));
}

const env = { PATH: process.env["PATH"] ?? "" };

/** Why the programs cannot be asked here; undefined when they can. */
export const obstacle: string | undefined = await whyNot();

async function whyNot(): Promise<string | undefined> {
  const missing = await missingPackages(env, undefined, Object.values(real));
  return missing.length === 0 ? undefined : `not installed: ${missing.join(", ")}`;
}

/** What a host may lack: it is Debian 12's keepalived, and kernels can be built without flowtables. */
const lacking = /^(signed adverts need keepalived 2\.4|this kernel has no flowtables);/;

/** What the programs say about a model's files besides that they are content. */
export async function complaints(
  model: Model,
  options: Omit<RunOptions, "io"> = {},
): Promise<readonly CheckerResult[]> {
  const results = await runCheckers(model, { io: recordedIo("/", env), ...options });
  return results.filter(
    ({ status, detail }) => status === "fail" || (status === "skipped" && !lacking.test(detail)),
  );
}
