import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Artifact, type Config, type Model, render, resolve } from "fw-config";

import { createNetnsDriver } from "../drivers/netns/netns-driver.ts";
import { FwError } from "../errors.ts";
import { createNamespace, destroyNamespace, runInside } from "../host/namespace.ts";
import { networkPlan } from "../host/network.ts";
import { labPaths } from "../lab/paths.ts";
import { readRole } from "../lab/readiness.ts";
import { writeArtifacts } from "../lab/seed.ts";
import { converged, eventually } from "./converged.ts";
import type { ProofLab } from "./proof-lab.ts";
import { firewalls } from "./proof-lab.ts";

/** A lab that exists for one proof. */
export interface OwnLab extends ProofLab {
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Brings up the pair alone, in namespaces, and returns when it has converged.
 *
 * @param change alters a rendered file before it is used, to see what the proof says to it
 */
export async function startOwnLab(
  config: Config,
  change: (artifact: Artifact) => Artifact = (artifact) => artifact,
): Promise<OwnLab> {
  const model = modelOf(config);
  const stateDir = await mkdtemp(join(tmpdir(), "fw-proof-"));
  const paths = labPaths({ env: { FW_STATE_DIR: stateDir }, cwd: "/" }, model.name);
  await writeArtifacts(render(model).map(change), paths.artifacts);
  const namespace = await createNamespace(process.getuid?.() !== 0);
  const driver = createNetnsDriver({ model, paths, namespace });
  const lab = {
    model,
    driver,
    namespace,
    log: paths.serverLog,
    async [Symbol.asyncDispose]() {
      await destroyNamespace(namespace);
      await rm(stateDir, { recursive: true, force: true });
    },
  };
  try {
    const ground = networkPlan(model).filter(
      (line) => !/^tuntap|^link set \S+ addrgenmode none master/.test(line),
    );
    await runInside(namespace, ["ip", "-batch", "-"], `${ground.join("\n")}\n`);
    for (const name of firewalls(lab)) {
      await driver.start(name);
      await eventually(
        `${name} takes a role`,
        async () => (await readRole(driver, name)) !== undefined,
      );
    }
    await converged(lab);
    return lab;
  } catch (error) {
    await lab[Symbol.asyncDispose]();
    throw error;
  }
}

function modelOf(config: Config): Model {
  const { model, diagnostics } = resolve(config, { profile: "netns" });
  if (model !== undefined) return model;
  const said = diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n");
  throw new FwError("E_CONFIG", `the configuration cannot be proven:\n${said}`);
}
