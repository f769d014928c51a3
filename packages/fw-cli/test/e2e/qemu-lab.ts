import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { check, render } from "fw-config";

import { createNamespace, destroyNamespace } from "../../src/host/namespace.ts";
import { buildNetwork } from "../../src/host/network.ts";
import { ensureImage } from "../../src/image/image.ts";
import { labFromState } from "../../src/lab/lab.ts";
import { labPaths } from "../../src/lab/paths.ts";
import { prepareNodes } from "../../src/lab/prepare-nodes.ts";
import type { DriverUnderTest } from "../contract/driver-contract.ts";
import { SEED_CONFIG } from "./seed-config.ts";

/** A lab of virtual machines under emulation, with its ground laid and no machine started. */
export async function makeQemuLab(): Promise<DriverUnderTest> {
  const text = await readFile(SEED_CONFIG, "utf8");
  const { model } = check(text, { file: SEED_CONFIG, profile: "tcg" });
  if (model === undefined) throw new Error("the seed config does not resolve");
  const { signal } = new AbortController();
  const { id, disk, kernel, initrd } = await ensureImage({ env: process.env, signal });
  const stateDir = await mkdtemp(join(tmpdir(), "fw-qemu-"));
  const removeFiles = (): Promise<void> => rm(stateDir, { recursive: true, force: true });
  const paths = labPaths({ env: { FW_STATE_DIR: stateDir }, cwd: "/" }, model.name);
  const image = { id, disk, kernel, initrd };
  try {
    const namespace = await createNamespace(process.getuid?.() !== 0, "with-program");
    const lab = await labFromState(paths, {
      version: 1,
      name: model.name,
      configFile: SEED_CONFIG,
      configText: text,
      model,
      machines: {
        driver: "qemu",
        accel: "tcg",
        accelReason: "for the test",
        images: { base: image },
      },
      scope: "lab",
      namespace,
      phase: "starting",
      startedAt: new Date().toISOString(),
    });
    await buildNetwork(namespace, model, "taps");
    await prepareNodes(lab, render(model));
    return {
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
