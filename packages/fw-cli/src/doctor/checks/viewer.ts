import { machinesWithScreen } from "../../lab/screens.ts";
import { installCommand } from "../../packages/packages.ts";
import { findOnHost, viewerRequirement } from "../../packages/requirements.ts";
import { type DoctorOptions, type Finding, findings, isRoot } from "./finding.ts";

/** Whether a window can show the machines that have a screen; undefined where none has. */
export async function checkViewer({ env, model }: DoctorOptions): Promise<Finding | undefined> {
  const { ok, warn } = findings("viewer", "Viewer");
  const { needs, package: name } = viewerRequirement;
  const screens = model === undefined ? [] : machinesWithScreen(model);
  const [first] = screens;
  if (first === undefined) return undefined;
  if ((await findOnHost(needs, env)) !== undefined) return ok(`fw view ${first} opens a window`);
  const command = installCommand([name], isRoot()).join(" ");
  return warn(
    `${needs} is not installed, and the config gives a screen to: ${screens.join(", ")}`,
    `${command}; or without it, in a browser: fw view ${first} --web`,
  );
}
