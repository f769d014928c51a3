import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { afterEach, beforeEach, describe, expect, inject, test, vi } from "vitest";

import { eventually } from "./eventually.ts";
import { fw, fwOk, type RunningFw, startFw } from "./fw.ts";
import { hostNetwork, labNamespace, processesOf } from "./host-footprint.ts";
import { netnsObstacle, yes } from "./netns-obstacle.ts";
import { SEED_CONFIG } from "./seed-config.ts";

const obstacle = await netnsObstacle();
if (obstacle !== "") console.warn(`skipped: the proofs: ${obstacle}`);
const noMachines = obstacle || inject("obstacle");

interface Group {
  readonly mode: string;
  readonly fault: string;
  readonly classes: readonly {
    readonly name: string;
    readonly flows: number;
    readonly survivors: number;
  }[];
  readonly resets: number;
  readonly failures: readonly string[];
}

let dir: string;
let env: Record<string, string>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-proof-e2e-"));
  env = { FW_STATE_DIR: join(dir, "state") };
});
afterEach(async () => {
  await fw(["down", "--purge", "--lab", "omarine-lab-proof"], env);
  await rm(dir, { recursive: true, force: true });
});

/** Every flow of every class lived; a host that is too busy for exact times is no failure of the pair. */
async function proves(...argv: readonly string[]): Promise<readonly Group[]> {
  const { stdout, stderr } = await fw(
    ["prove", "--config", SEED_CONFIG, "--json", ...yes, ...argv],
    env,
  );
  const { groups } = JSON.parse(stdout || stderr) as { groups: readonly Group[] };
  for (const { failures, classes, resets } of groups) {
    expect(failures.filter((failure) => !failure.includes("not measurable"))).toEqual([]);
    expect(resets).toBe(0);
    for (const { flows, survivors } of classes) expect(survivors).toBe(flows);
  }
  return groups;
}

/** A proof that runs, and the lab that it has made. */
interface Proving extends RunningFw {
  readonly lab: string;
  readonly namespace: string;
}

/** Starts a proof of two faults and resolves when its output has a line that begins so. */
async function proving(line: string): Promise<Proving> {
  const faults = ["--fault", "power-off", "stop", "--trials", "1", "--mode", "routed"];
  const running = startFw(["prove", "--config", SEED_CONFIG, ...yes, ...faults], env);
  if (running.child.stderr === null) throw new Error("no progress to read");
  const lines = createInterface({ input: running.child.stderr });
  await new Promise<void>((resolve) => {
    lines.on("line", (found) => found.startsWith(line) && resolve());
  });
  const lab = join(dir, "state", "omarine-lab-proof");
  return { ...running, lab, namespace: await eventually(() => labNamespace(lab)) };
}

/** No process, and no file. */
async function nothingIsLeft({ namespace, lab }: Proving): Promise<void> {
  await eventually(async () => expect(await processesOf(namespace, lab)).toEqual([]), 2_000);
  expect(await readdir(join(dir, "state")).catch(() => [])).toEqual([]);
}

// A proof takes minutes on a busy host.
vi.setConfig({ testTimeout: 900_000 });

describe.skipIf(obstacle !== "")(`a proof in namespaces${obstacle && ` (${obstacle})`}`, () => {
  test("prove counts the survivors of crashes, stops and switchovers in both modes, and plots them", async () => {
    const html = join(dir, "proof.html");
    const faults = ["power-off", "stop", "switchover"];
    const groups = await proves(
      "--trials",
      "3",
      "--flows",
      "20",
      "--html",
      html,
      "--fault",
      ...faults,
    );
    expect(groups.map(({ mode, fault }) => `${fault} ${mode}`)).toEqual(
      ["routed", "snat"].flatMap((mode) => faults.map((fault) => `${fault} ${mode}`)),
    );
    const names = new Set(groups.flatMap(({ classes }) => classes.map(({ name }) => name)));
    for (const name of [
      "client-push",
      "server-push",
      "idle",
      "forwarded",
      "udp-up",
      "udp-down",
      "ping",
      "ftp-data",
      "ftp-active",
    ])
      expect(names).toContain(name);
    const page = await readFile(html, "utf8");
    // A timeline for each of the trials, and four strips of dots for each fault and mode.
    expect(page.match(/<svg/g)).toHaveLength(18 + 6 * 4);
    expect(page).not.toMatch(/(src|href)=["']http/);
  });

  test("a proof holds connections to each of many virtual addresses", async () => {
    const config = new URL(
      "../../../fw-config/test/golden/public-addresses/fw.config.yaml",
      import.meta.url,
    );
    const how = ["--mode", "routed", "--trials", "1", "--flows", "4", "--fault", "power-off"];
    const [group] = await proves(...how, "--config", config.pathname);
    const forwarded = group?.classes.find(({ name }) => name === "forwarded");
    // Four to the first address, and two to each of the two others.
    expect(forwarded).toMatchObject({ flows: 8, survivors: 8 });
  });

  test("a proof holds connections of each way of translating that a configuration has", async () => {
    const config = new URL(
      "../../../fw-config/test/golden/nat-rules/fw.config.yaml",
      import.meta.url,
    );
    const how = ["--mode", "snat", "--trials", "1", "--flows", "4", "--fault", "power-off"];
    const [group] = await proves(...how, "--config", config.pathname);
    const lived = group?.classes.map(({ name, flows, survivors }) => [name, flows, survivors]);
    for (const outcome of [
      ["own-source", 2, 2],
      ["exempt", 2, 2],
      ["moved-ports", 4, 4],
      ["hairpin", 2, 2],
      ["one-to-one", 6, 6],
    ])
      expect(lived).toContainEqual(outcome);
  });

  test("a proof is not run twice at a time, and leaves nothing after Ctrl-C", async () => {
    const network = await hostNetwork();
    const running = await proving("✓ power-off");
    const second = await fw(["prove", "--config", SEED_CONFIG], env);
    expect(second.exitCode).toBe(1);
    expect(second.stderr).toContain(
      `lab omarine-lab is being proven by process ${running.child.pid}`,
    );
    running.child.kill("SIGINT");
    const { exitCode, stderr } = await running.result;
    expect(exitCode).toBe(130);
    expect(stderr).toContain("the proof's lab was removed");
    await nothingIsLeft(running);
    expect(await hostNetwork()).toBe(network);
  });

  test("a proof interrupted while its lab boots leaves nothing", async () => {
    const running = await proving("… power-off");
    running.child.kill("SIGINT");
    expect((await running.result).exitCode).toBe(130);
    await nothingIsLeft(running);
  });

  test("a proof ends with its program when that is killed, and down clears what it wrote", async () => {
    const running = await proving("✓ power-off");
    running.child.kill("SIGKILL");
    await running.result;
    const { namespace, lab } = running;
    await eventually(async () => expect(await processesOf(namespace, lab)).toEqual([]), 2_000);
    expect((await fw(["status"], env)).stderr).toContain("its machines are gone");
    expect(await fwOk(["down", "--purge"], env)).toContain("omarine-lab-proof is down");
    await nothingIsLeft(running);
  });

  test("prove names what is wrong with a call", async () => {
    const refusal = async (...argv: readonly string[]): Promise<string> => {
      const { exitCode, stderr } = await fw([...argv, "--config", SEED_CONFIG], env);
      return `${exitCode} ${stderr}`;
    };
    expect(await refusal("prove", "--fault", "power-of")).toMatch(/^2 .*Allowed choices are/);
    expect(await refusal("prove", "--trials", "0")).toMatch(/^2 .*from 1 to/);
    expect(await refusal("prove", "--html", join(dir, "no/such/folder.html"))).toMatch(
      /^2 .*cannot be written/,
    );
    expect(await refusal("drill", "--steps", "power primary of")).toMatch(
      /^2 .*not a step: power primary of/,
    );
    expect(await refusal("drill", "--replay", "3", "--seed", "2")).toMatch(
      /^2 .*cannot be used with/,
    );
  });

  test("the pair keeps its promises in twenty drills", { timeout: 1_800_000 }, async () => {
    const { stdout, stderr } = await fw(
      ["drill", "--config", SEED_CONFIG, "--runs", "20", "--json", ...yes],
      env,
    );
    const { ok, runs } = JSON.parse(stdout || stderr) as {
      ok: boolean;
      runs: readonly { violations: readonly string[] }[];
    };
    expect(runs.flatMap(({ violations }) => violations)).toEqual([]);
    expect(runs).toHaveLength(20);
    expect(ok).toBe(true);
  });
});

describe.skipIf(noMachines !== "")(`a proof in machines${noMachines && ` (${noMachines})`}`, () => {
  test("prove counts the survivors of a crash and of a stop", async () => {
    const how = ["--driver", "qemu", "--mode", "routed", "--trials", "1", "--flows", "10"];
    const groups = await proves(...how, "--fault", "power-off", "stop");
    expect(groups.map(({ fault }) => fault)).toEqual(["power-off", "stop"]);
  });
});
