import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { upCommand } from "../../src/commands/up.ts";
import { recordedIo } from "../io.ts";
import { fw, fwOk } from "./fw.ts";
import { hostNetwork } from "./host-footprint.ts";
import { netnsObstacle, yes } from "./netns-obstacle.ts";
import { SEED_CONFIG } from "./seed-config.ts";

const obstacle = await netnsObstacle();
if (obstacle !== "") console.warn(`skipped: labs of namespaces: ${obstacle}`);

const NEIGHBOUR = "  printer: { network: server, address: 192.168.0.9 }\n";

describe.skipIf(obstacle !== "")(`up in namespaces${obstacle && ` (${obstacle})`}`, () => {
  let dir: string;
  let env: Record<string, string>;
  let config: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "fw-up-"));
    env = { FW_STATE_DIR: join(dir, "state") };
    config = join(dir, "fw.config.yaml");
    const seed = await readFile(SEED_CONFIG, "utf8");
    await writeFile(config, seed.replace(/^hosts:\n/m, `hosts:\n${NEIGHBOUR}`));
  });
  afterEach(async () => {
    await fw(["down", "--purge"], env);
    await rm(dir, { recursive: true, force: true });
  });

  test("up verifies a lab whose client is the lab host's neighbour, which no policy can keep apart", async () => {
    const { exitCode, stdout, stderr } = await fw(
      ["up", "--driver", "netns", "--config", config, "--json", ...yes],
      env,
    );
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('"step":"verify"')]);
    expect(stderr).toContain("printer is on server, as omarine is: no firewall between them");
    expect(stderr).toMatch(/client reaches [^;]*echo[^;]* on omarine/);
    const { scheduling } = JSON.parse(stdout);
    expect(scheduling).toMatchObject({ advertIntervalMs: 10, jitterMs: expect.any(Number) });
  });

  test("up brings up what init wrote, with both families and a way out", async () => {
    const written = join(dir, "dual");
    await fwOk(["init", written, "--template", "dual-stack"], env);
    const file = join(written, "fw.config.yaml");
    const { exitCode, stderr } = await fw(
      ["up", "--driver", "netns", "--config", file, ...yes],
      env,
    );
    expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/lan-host reaches .* on router/)]);

    const labs = async (): Promise<unknown> => JSON.parse(await fwOk(["list", "--json"], env)).labs;
    const lab = { name: "dual-stack", configFile: file, diskBytes: expect.any(Number) };
    const up = { ...lab, state: "up", driver: "netns", startedAt: expect.stringMatching(/Z$/) };
    expect(await labs()).toEqual([{ ...up, memoryBytes: expect.any(Number) }]);
    const [{ memoryBytes, diskBytes }] = (await labs()) as [Record<string, number>];
    expect(memoryBytes).toBeGreaterThan(10 * 1024 ** 2);
    expect(diskBytes).toBeGreaterThan(50 * 1024);
    await fwOk(["down"], env);
    const down = { state: "down", driver: null, startedAt: null, memoryBytes: 0, configFile: null };
    expect(await labs()).toEqual([{ ...lab, ...down }]);
    await fwOk(["down", "--purge", "--lab", "dual-stack"], env);
    expect(await labs()).toEqual([]);
  });

  test("a strict up starts nothing on a host that is late, and leaves nothing", async () => {
    const network = await hostNetwork();
    const io = recordedIo(dir, { ...env, PATH: process.env["PATH"] ?? "" });
    const context = { io, json: true, dryRun: false, config, lab: undefined };
    const machines = { accel: "auto", driver: "netns", profile: undefined } as const;
    const late = { measure: async () => 45, strict: true, yes: yes.length > 0, keepFailed: false };
    const up = upCommand(context, { ...machines, ...late });
    await expect(up).rejects.toMatchObject({ code: "E_TIMING", exitCode: 1 });
    expect(io.written.stderr).toContain('"type":"failed","step":"scheduling of this host"');
    expect(await readdir(join(dir, "state", "omarine-lab")).catch(() => [])).toEqual([]);
    expect(await hostNetwork()).toBe(network);
  });
});
