import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { check, render, resolve, type Spice } from "fw-config";

import { capture } from "../../src/drivers/capture.ts";
import { findNode } from "../../src/drivers/node-errors.ts";
import { screenProxy } from "../../src/drivers/qemu/screen-proxy.ts";
import { stepRunner } from "../../src/events.ts";
import { createNamespace } from "../../src/host/namespace.ts";
import { buildNetwork } from "../../src/host/network.ts";
import { bootableImage } from "../../src/image/image.ts";
import { recipeFor } from "../../src/image/recipe.ts";
import { bootNodes } from "../../src/lab/boot.ts";
import { converged } from "../../src/lab/converged.ts";
import type { LabImage } from "../../src/lab/disks.ts";
import { type Lab, labFromState, runAs } from "../../src/lab/lab.ts";
import { neededVariants } from "../../src/lab/node-images.ts";
import { labPaths } from "../../src/lab/paths.ts";
import { prepareNodes } from "../../src/lab/prepare-nodes.ts";
import { type LabState, writeState } from "../../src/lab/state.ts";
import { planProof, type ProofPlan } from "../../src/proof/proof-config.ts";
import { never, waitUntil } from "../../src/wait-until.ts";
import { fw, fwOk } from "../e2e/fw.ts";
import type { Picture } from "../view/echo-machine.ts";
import { office } from "../view/office.ts";
import { proxyPids } from "../view/proxy-pids.ts";
import { parsePng } from "./png.ts";
import { terminalTakesKeys } from "./terminal.ts";

const CONFIG =
  office(`  desk: { network: lan, address: 10.0.0.9, vm: &vm { desktop: true, spice: { clipboard: both, fileTransfer: true } } }
  other: { network: lan, address: 10.0.0.10, vm: *vm }`);

/** The machines with a desktop. */
export const desks = ["desk", "other"] as const;

/** Machines with a desktop beside a pair that is off; `fw`'s commands find the lab. */
export interface DesktopLab extends AsyncDisposable {
  readonly lab: Lab;
  /** How the pair can be proven. */
  readonly proof: ProofPlan;
  /** Boots the pair, and returns when it has converged. */
  startPair(): Promise<void>;
  readonly dir: string;
  /** What a command needs to find it. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs a program on the desktop of a machine; returns what it printed. */
  onDesktop(node: string, ...argv: readonly [string, ...string[]]): Promise<string>;
  /** What `fw screenshot` shows. */
  screenshot(node: string): Promise<Picture>;
  /** Serves a machine's viewers anew, by other rules. */
  share(node: string, sharing: Pick<Spice, "clipboard" | "fileTransfer">): Promise<void>;
}

/** Boots the machines; returns when their terminals take keys. */
export async function startDesktops(nodes: readonly string[] = desks): Promise<DesktopLab> {
  const dir = await mkdtemp(join(tmpdir(), "fw-desks-"));
  const env = { FW_STATE_DIR: dir };
  const { lab, proof } = await layGround(env);
  const { driver, model, state, paths } = lab;
  const onDesktop: DesktopLab["onDesktop"] = async (node, ...argv) => {
    const session = ["env", "DISPLAY=:0", "XAUTHORITY=/home/user/.Xauthority"] as const;
    const { exitCode, stdout, stderr } = await capture(driver, node, [...session, ...argv], never);
    if (exitCode !== 0) throw new Error(`${argv.join(" ")} ended with ${exitCode}: ${stderr}`);
    return stdout;
  };
  const screenshot: DesktopLab["screenshot"] = async (node) => {
    const file = join(dir, `${node}.png`);
    await fwOk(["screenshot", node, "-o", file], env);
    return parsePng(await readFile(file));
  };
  const share: DesktopLab["share"] = async (name, sharing) => {
    const node = findNode(model, name);
    if (node.vm?.spice === undefined) throw new TypeError(`${name} has no screen`);
    const spice = { ...node.vm.spice, ...sharing };
    for (const pid of await proxyPids(paths.node(name).spice)) process.kill(pid);
    const proxy = screenProxy(
      {
        model,
        namespace: state.namespace,
        proxiesRunAs: await runAs(paths, state.namespace, "proxies"),
      },
      { ...node, vm: { ...node.vm, spice } },
      paths.node(name),
    );
    await waitUntil(async () => !(await proxy.answers()), {
      what: "the old proxy ends",
      timeoutMs: 5_000,
    });
    await proxy.ensure();
  };
  const end = async (): Promise<void> => {
    await fw(["down", "--purge"], env);
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await Promise.all(nodes.map((node) => driver.start(node)));
    await Promise.all(nodes.map((node) => terminalTakesKeys(driver, node)));
    return {
      lab,
      proof,
      dir,
      env,
      onDesktop,
      screenshot,
      share,
      async startPair() {
        await bootNodes(
          lab,
          stepRunner(() => undefined, never),
          never,
        );
        await converged(lab);
      },
      [Symbol.asyncDispose]: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Everything but the machines. */
async function layGround(
  env: Readonly<Record<string, string>>,
): Promise<Pick<DesktopLab, "lab" | "proof">> {
  const { config } = check(CONFIG, { file: "office.yaml" });
  if (config === undefined) throw new Error("the desktops' config is not valid");
  const proof = planProof(config, "routed");
  const { model, diagnostics } = resolve(proof.config, { profile: "tcg", timers: "tcg" });
  if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const images: Record<string, LabImage> = {};
  for (const variant of neededVariants(model)) {
    const options = { env: process.env, signal: never };
    const built = await bootableImage(options, recipeFor(model.image, variant));
    const { id, disk, kernel, initrd } = built;
    images[variant] = { id, disk, kernel, initrd };
  }
  const paths = labPaths({ env, cwd: "/" }, model.name);
  const namespace = await createNamespace(process.getuid?.() !== 0, "with-program");
  const state: LabState = {
    version: 1,
    name: model.name,
    configFile: "office.yaml",
    configText: CONFIG,
    model,
    machines: { driver: "qemu", accel: "tcg", accelReason: "for the test", images },
    scope: "pair",
    namespace,
    phase: "up",
    startedAt: new Date().toISOString(),
  };
  await writeState(paths, state);
  const lab = await labFromState(paths, state);
  await buildNetwork(namespace, model, "taps");
  await prepareNodes(lab, render(model));
  return { lab, proof };
}
