import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { check, type Model, render } from "fw-config";

import { createNamespace, destroyNamespace } from "../../src/host/namespace.ts";
import { buildNetwork } from "../../src/host/network.ts";
import { ensureImage } from "../../src/image/image.ts";
import { recipeFor } from "../../src/image/recipe.ts";
import type { ImageVariant } from "../../src/image/variant.ts";
import type { LabImage } from "../../src/lab/disks.ts";
import { type Lab, labFromState } from "../../src/lab/lab.ts";
import { neededVariants } from "../../src/lab/node-images.ts";
import { labPaths } from "../../src/lab/paths.ts";
import { prepareNodes } from "../../src/lab/prepare-nodes.ts";
import { writeState } from "../../src/lab/state.ts";
import { never } from "../../src/wait-until.ts";
import type { DriverUnderTest } from "../contract/driver-contract.ts";
import { SEED_CONFIG } from "./seed-config.ts";

/** A lab whose machines are started one by one. */
export interface QemuLab extends DriverUnderTest {
  readonly lab: Lab;
  /** What a command needs to find it. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A lab of virtual machines under emulation, with its ground laid and no machine started.
 *
 * @param configText default: the seed without its screens
 */
export async function makeQemuLab(configText?: string): Promise<QemuLab> {
  const text = configText ?? (await readFile(SEED_CONFIG, "utf8"));
  const { model } = check(text, { file: SEED_CONFIG, profile: "tcg" });
  if (model === undefined) throw new Error("the config does not resolve");
  const images: Partial<Record<ImageVariant, LabImage>> = {};
  for (const variant of neededVariants(model)) images[variant] = await imageFor(model, variant);
  const stateDir = await mkdtemp(join(tmpdir(), "fw-qemu-"));
  const removeFiles = (): Promise<void> => rm(stateDir, { recursive: true, force: true });
  const env = { FW_STATE_DIR: stateDir };
  const paths = labPaths({ env, cwd: "/" }, model.name);
  try {
    const namespace = await createNamespace(process.getuid?.() !== 0, "with-program");
    const lab = await labFromState(paths, {
      version: 1,
      name: model.name,
      configFile: SEED_CONFIG,
      configText: text,
      model,
      machines: { driver: "qemu", accel: "tcg", accelReason: "for the test", images },
      scope: "lab",
      namespace,
      phase: "starting",
      startedAt: new Date().toISOString(),
    });
    await writeState(paths, lab.state);
    await buildNetwork(namespace, model, "taps");
    await prepareNodes(lab, render(model));
    return {
      lab,
      env,
      driver: lab.driver,
      async dispose() {
        await destroyNamespace(namespace);
        await removeFiles();
      },
    };
  } catch (error) {
    await removeFiles();
    throw error;
  }
}

async function imageFor(model: Model, variant: ImageVariant): Promise<LabImage> {
  const options = { env: process.env, signal: never };
  const { id, disk, kernel, initrd } = await ensureImage(options, recipeFor(model.image, variant));
  return { id, disk, kernel, initrd };
}
