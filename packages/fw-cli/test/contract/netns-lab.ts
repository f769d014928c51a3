import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { check, type Model, render } from "fw-config";

import { createNetnsDriver } from "../../src/drivers/netns/netns-driver.ts";
import { createNamespace, destroyNamespace, type Namespace } from "../../src/host/namespace.ts";
import { buildNetwork } from "../../src/host/network.ts";
import { type LabPaths, labPaths } from "../../src/lab/paths.ts";
import { writeArtifacts } from "../../src/lab/seed.ts";
import type { DriverUnderTest } from "./driver-contract.ts";

const SEED = new URL("../../../../fw.config.yaml", import.meta.url);

/** A lab of the netns driver with its ground laid and no node started. */
export interface NetnsTestLab extends DriverUnderTest {
  readonly model: Model;
  readonly namespace: Namespace;
  readonly paths: LabPaths;
}

/** Makes one in a directory of its own; `dispose` ends all of it. */
export async function makeNetnsLab(user: boolean): Promise<NetnsTestLab> {
  const { model } = check(await readFile(SEED, "utf8"), {
    file: "fw.config.yaml",
    profile: "netns",
  });
  if (model === undefined) throw new Error("the seed config does not resolve");
  const stateDir = await mkdtemp(join(tmpdir(), "fw-netns-"));
  const removeFiles = (): Promise<void> => rm(stateDir, { recursive: true, force: true });
  const paths = labPaths({ env: { FW_STATE_DIR: stateDir }, cwd: "/" }, model.name);
  try {
    await writeArtifacts(render(model), paths.artifacts);
    const namespace = await createNamespace(user, "with-program");
    await buildNetwork(namespace, model, "own");
    return {
      model,
      namespace,
      paths,
      driver: createNetnsDriver({ model, paths, namespace }),
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
