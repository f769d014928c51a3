import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { echoSession, type EchoSession } from "./echo-session.ts";
import { eventually } from "./eventually.ts";
import { fw, fwOk } from "./fw.ts";
import { hostNetwork, labNamespace, processesOf } from "./host-footprint.ts";
import { netnsObstacle, yes } from "./netns-obstacle.ts";
import { SEED_CONFIG } from "./seed-config.ts";

const obstacle = await netnsObstacle();
if (obstacle !== "") console.warn(`skipped: the faults in namespaces: ${obstacle}`);

interface Node {
  readonly name: string;
  readonly state: string;
  readonly role: string | null;
  readonly vips: readonly string[];
}

describe.skipIf(obstacle !== "")(
  `faults in a lab of namespaces${obstacle && ` (${obstacle})`}`,
  () => {
    let dir: string;
    let env: Record<string, string>;
    let networkBefore: string;
    let session: EchoSession;

    const json = async (...argv: readonly string[]): Promise<Record<string, unknown>> =>
      JSON.parse(await fwOk([...argv, "--json"], env)) as Record<string, unknown>;
    const nodes = async (): Promise<readonly Node[]> =>
      (await json("status"))["nodes"] as readonly Node[];
    const node = async (name: string): Promise<Node | undefined> =>
      (await nodes()).find((candidate) => candidate.name === name);
    const primary = async (): Promise<string | undefined> =>
      (await nodes()).find(({ role, vips }) => role === "primary" && vips.length === 2)?.name;
    const becomesPrimary = (name: string): Promise<void> =>
      eventually(async () => expect(await primary()).toBe(name));
    /** What a wrong call answers. */
    const refusal = async (...argv: readonly string[]): Promise<string> => {
      const { exitCode, stderr } = await fw(argv, env);
      return `${exitCode} ${stderr}`;
    };
    /** The connection goes on: it answers again and again, and never wrongly. */
    const sessionLives = async (): Promise<void> => {
      await session.answered(session.answers() + 10);
      expect(session.mistakes()).toBe(0);
    };

    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), "fw-faults-"));
      env = { FW_STATE_DIR: dir };
      networkBefore = await hostNetwork();
      await fwOk(["up", "--driver", "netns", "--config", SEED_CONFIG, ...yes], env);
      session = await echoSession(env);
    });
    afterAll(async () => {
      await session?.end();
      await fw(["down", "--purge"], env);
      await rm(dir, { recursive: true, force: true });
    });

    test("a lab of namespaces has no machines, images or accelerators", async () => {
      expect(await json("status")).toMatchObject({
        driver: "netns",
        accel: null,
        accelReason: null,
        image: null,
        phase: "up",
      });
      expect(await primary()).toBe("fw-1");
    });

    test("a namespace node keeps its daemons' log, and has no console", async () => {
      expect(await fwOk(["logs", "fw-1"], env)).toContain("Entering MASTER STATE");
      expect(await refusal("console", "fw-1")).toMatch(
        /^1 .*namespace.*no serial console\n.*fw exec/,
      );
    });

    test("the primary is crashed by its role, and comes back", async () => {
      expect(await json("power", "primary", "off")).toMatchObject({
        version: 1,
        fault: "power fw-1 off",
        node: "fw-1",
        changed: true,
        before: "running",
        state: "off",
        next: ["fw status", "fw power fw-1 on"],
      });
      await becomesPrimary("fw-2");
      await sessionLives();
      expect(await fwOk(["logs", "fw-1"], env)).toContain("Entering MASTER STATE");
      expect(await json("power", "fw-1", "off")).toMatchObject({ changed: false, state: "off" });
      expect(await fwOk(["power", "fw-1", "on"], env)).toContain("fw-1 is running (was off)");
      await eventually(async () => expect((await node("fw-1"))?.role).toBe("backup"));
    });

    test("a fault that a node cannot take as it is is refused", async () => {
      await fwOk(["power", "fw-1", "off"], env);
      const off = /^1 fw: fw-1 is off\n.*fw power fw-1 on/;
      expect(await refusal("link", "fw-1", "eth0", "down")).toMatch(off);
      expect(await refusal("isolate", "fw-1")).toMatch(off);
      expect(await refusal("kill", "fw-1", "keepalived")).toMatch(off);
      expect(await refusal("impair", "fw-1", "eth0", "--loss", "5")).toMatch(off);
      expect(await refusal("power", "fw-1", "pause")).toMatch(off);
      expect(await refusal("switchover")).toMatch(
        /^1 fw: there is nobody to hand over to.*fw-1 is off\n.*fw heal/,
      );
      await fwOk(["heal"], env);
      expect((await node("fw-1"))?.role).toBe("backup");
    });

    test("a primary told to switch over hands over in good order", async () => {
      const before = await primary();
      expect(await fwOk(["switchover"], env)).toMatch(/fw-[12] is primary \(was fw-[12]\)/);
      expect(await primary()).not.toBe(before);
      await sessionLives();
    });

    test("a firewall is stopped in good order", async () => {
      const name = (await primary()) ?? "";
      expect(await fwOk(["power", name, "stop"], env)).toContain(`${name} is off (was running)`);
      await becomesPrimary(name === "fw-1" ? "fw-2" : "fw-1");
      await sessionLives();
      await fwOk(["heal"], env);
    });

    test("a killed daemon is started again by its unit", async () => {
      const name = (await primary()) ?? "";
      const pid = await fwOk(["exec", name, "--", "pgrep", "-o", "-x", "keepalived"], env);
      await fwOk(["kill", "primary", "keepalived", "-9"], env);
      await eventually(async () => {
        const now = await fwOk(["exec", name, "--", "pgrep", "-o", "-x", "keepalived"], env);
        expect(now).not.toBe(pid);
      });
      await fwOk(["kill", name, "conntrackd"], env);
      await fwOk(["heal"], env);
      await sessionLives();
    });

    test("a cable is pulled as often as one likes, and plugged in again", async () => {
      const name = (await primary()) ?? "";
      const other = name === "fw-1" ? "fw-2" : "fw-1";
      await fwOk(["link", "primary", "eth0", "down"], env);
      await fwOk(["link", name, "eth0", "down"], env);
      await becomesPrimary(other);
      await sessionLives();
      expect(await fwOk(["link", name, "eth0", "up"], env)).toContain("plugged in");
      await fwOk(["heal"], env);
    });

    test("a firewall is isolated without seeing it, and heals", async () => {
      const name = (await primary()) ?? "";
      await fwOk(["isolate", name], env);
      await eventually(async () => {
        expect((await nodes()).filter(({ role }) => role === "primary")).toHaveLength(2);
      });
      await sessionLives();
      expect(await fwOk(["heal"], env)).toMatch(/all is well: fw-[12] is primary/);
      await sessionLives();
    });

    test("a node is paused and resumed, once each", async () => {
      const backup = (await primary()) === "fw-1" ? "fw-2" : "fw-1";
      expect(await json("power", "backup", "pause")).toMatchObject({
        node: backup,
        state: "paused",
      });
      expect(await json("power", backup, "pause")).toMatchObject({ changed: false });
      expect(await refusal("power", backup, "on")).toMatch(
        /is on, and paused\n.*fw power fw-[12] resume/,
      );
      expect(await refusal("kill", backup, "keepalived")).toMatch(/^1 fw: fw-[12] is paused/);
      expect(await json("power", backup, "resume")).toMatchObject({ state: "running" });
      await fwOk(["heal"], env);
    });

    test("a link is impaired, or fw says that this host's kernel cannot", async () => {
      const { exitCode, stdout, stderr } = await fw(
        ["impair", "fw-1", "eth2", "--loss", "5%", "--delay", "3ms"],
        env,
      );
      const done = /suffers loss 5% delay 3ms/;
      const cannot = /qdisc kind is unknown[^]*a kernel with netem/;
      expect(stdout + stderr).toMatch(exitCode === 0 ? done : cannot);
      await fwOk(["impair", "fw-1", "eth2", "--clear"], env);
    });

    test("a verb names what is near to a name that it does not know", async () => {
      expect(await refusal("power", "fw-3", "off")).toMatch(
        /^2 .*no machine called fw-3\n.*did you mean fw-1\?/,
      );
      expect(await refusal("link", "fw-1", "eth7", "down")).toMatch(
        /^2 .*no interface called eth7\n.*it has: eth0, eth1, eth2/,
      );
      expect(await refusal("power", "fw-1", "of")).toMatch(
        /^2 .*Allowed choices are off, stop, on, pause, resume/,
      );
      expect(await refusal("kill", "client", "keepalived")).toMatch(/^2 fw: client is no firewall/);
      expect(await refusal("impair", "fw-1", "eth0")).toMatch(/^2 .*\n.*--loss, --delay or --rate/);
      expect(await refusal("impair", "fw-1", "eth0", "--loss", "120")).toMatch(/^2 .*up to 100/);
    });

    test("up succeeds again for the same lab, and not on another driver", async () => {
      expect(await fwOk(["up", "--config", SEED_CONFIG], env)).toContain("is up (netns)");
      expect(await refusal("up", "--driver", "qemu", "--config", SEED_CONFIG)).toMatch(
        /^1 .*it runs on netns/,
      );
      expect(await refusal("up", "--profile", "kvm", "--config", SEED_CONFIG)).toMatch(
        /^1 .*timers/,
      );
    });

    test("a lab that is down has left nothing, and takes no faults", async () => {
      const lab = join(dir, "omarine-lab");
      const namespace = await labNamespace(lab);
      await session.end();
      await fwOk(["down"], env);
      await eventually(async () => expect(await processesOf(namespace, lab)).toEqual([]), 2_000);
      expect(await hostNetwork()).toBe(networkBefore);
      const left = await readdir(dir, { recursive: true });
      expect(left.filter((name) => /json|sock|lock|artifacts/.test(name))).toEqual([]);
      for (const fault of [
        ["power", "fw-1", "off"],
        ["heal"],
        ["switchover"],
        ["isolate", "fw-1"],
      ]) {
        expect(await refusal(...fault)).toMatch(/^1 fw: no lab is up\n.*fw up/);
      }
    });
  },
);
