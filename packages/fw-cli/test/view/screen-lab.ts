import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { check } from "fw-config";

import { identifyProcess } from "../../src/host/process-identity.ts";
import { labPaths, type LabPaths } from "../../src/lab/paths.ts";
import { writeState } from "../../src/lab/state.ts";
import { office } from "./office.ts";

/** A lab that seems to be up, for as long as this process runs; its machines are the test's own. */
export interface ScreenLab extends AsyncDisposable {
  readonly paths: LabPaths;
  /** What a command needs to find it. */
  readonly env: Readonly<Record<string, string>>;
}

const config = (screen: string): string =>
  office(`  client: { network: lan, address: 10.0.0.9, vm: { spice: ${screen} } }`);

/**
 * Writes down that the lab is up.
 *
 * @param screen what the config says of the client's screen
 */
export async function makeScreenLab(
  screen = "{}",
  driver: "qemu" | "netns" = "qemu",
): Promise<ScreenLab> {
  const dir = await mkdtemp(join(tmpdir(), "fw-lab-"));
  const env = { FW_STATE_DIR: dir };
  const configText = config(screen);
  const configFile = join(dir, "office.yaml");
  const { model, diagnostics } = check(configText, { file: configFile, profile: "tcg" });
  if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const holder = await identifyProcess(process.pid);
  if (holder === undefined) throw new Error("this process has gone");
  const paths = labPaths({ env, cwd: "/" }, model.name);
  await writeState(paths, {
    version: 1,
    name: model.name,
    configFile,
    configText,
    model,
    machines:
      driver === "netns"
        ? { driver }
        : { driver, accel: "tcg", accelReason: "for the test", images: {} },
    scope: "lab",
    namespace: { holder, user: process.getuid?.() !== 0 },
    phase: "up",
    startedAt: new Date().toISOString(),
  });
  await mkdir(paths.node("client").dir, { recursive: true, mode: 0o700 });
  return {
    paths,
    env,
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true }),
  };
}
