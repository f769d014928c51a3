import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { type Config, type Model, render, resolve } from "fw-config";

import { createNetnsDriver } from "../drivers/netns/netns-driver.ts";
import { FwError } from "../errors.ts";
import { createNamespace, destroyNamespace, runInside } from "../host/namespace.ts";
import { networkPlan } from "../host/network.ts";
import { labPaths } from "../lab/paths.ts";
import { readRole } from "../lab/readiness.ts";
import { writeArtifacts } from "../lab/seed.ts";
import type { ProofLab } from "./proof-lab.ts";
import { firewalls, holders } from "./proof-lab.ts";

/** A lab that exists for one proof. */
export interface OwnLab extends ProofLab {
  readonly stateDir: string;
  dispose(): Promise<void>;
}

/** Brings up the pair alone, in namespaces, and returns when it has converged. */
export async function startOwnLab(config: Config): Promise<OwnLab> {
  const model = modelOf(config);
  const stateDir = await mkdtemp(join(tmpdir(), "fw-proof-"));
  const paths = labPaths({ env: { FW_STATE_DIR: stateDir }, cwd: "/" }, model.name);
  await writeArtifacts(render(model), paths.artifacts);
  const namespace = await createNamespace(process.getuid?.() !== 0);
  const driver = createNetnsDriver({ model, paths, namespace });
  const lab = {
    model,
    driver,
    namespace,
    stateDir,
    async dispose() {
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
    await lab.dispose();
    throw error;
  }
}

function modelOf(config: Config): Model {
  const { model, diagnostics } = resolve(config, { profile: "netns" });
  if (model !== undefined) return model;
  const said = diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n");
  throw new FwError("E_CONFIG", `the configuration cannot be proven:\n${said}`);
}

const CONVERGE_MS = 15_000;
const POLL_MS = 50;

/**
 * Waits until the pair is as it should be: one firewall holds every virtual
 * address and says primary, the other says backup, and both daemons answer.
 *
 * @returns milliseconds that it took
 * @throws FwError `E_NOT_READY` with what was found instead
 */
export async function converged(lab: ProofLab, timeoutMs: number = CONVERGE_MS): Promise<number> {
  const started = performance.now();
  await eventually("the pair converges", () => isConverged(lab), timeoutMs);
  return performance.now() - started;
}

async function isConverged(lab: ProofLab): Promise<boolean> {
  const [primary, ...more] = await holders(lab);
  if (primary === undefined || more.length > 0) return false;
  const roles = await Promise.all(
    firewalls(lab).map((name) => readRole(lab.driver, name).catch(() => undefined)),
  );
  return firewalls(lab).every(
    (name, index) => roles[index] === (name === primary ? "primary" : "backup"),
  );
}

async function eventually(
  what: string,
  probe: () => Promise<boolean>,
  timeoutMs: number = CONVERGE_MS,
): Promise<void> {
  for (const started = performance.now(); !(await probe()); await sleep(POLL_MS)) {
    if (performance.now() - started < timeoutMs) continue;
    throw new FwError("E_NOT_READY", `${what}: not within ${timeoutMs / 1000} s`);
  }
}
