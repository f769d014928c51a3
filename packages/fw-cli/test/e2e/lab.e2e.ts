import { access, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { reloadable, services } from "../../src/faults/step.ts";
import { shell } from "../../src/guest/shell.ts";
import { inControlGroup } from "../../src/host/control-group.ts";
import { consoleSeed } from "../headless-seed.mjs";
import { echoSession, type EchoSession } from "./echo-session.ts";
import { eventually } from "./eventually.ts";
import { fw, fwOk, startFw } from "./fw.ts";
import { hostNetwork, labNamespace, processesOf } from "./host-footprint.ts";

const obstacle = inject("obstacle");
if (obstacle !== "") console.warn(`skipped: the lab's end-to-end tests: ${obstacle}`);

interface Status {
  readonly nodes: readonly {
    readonly name: string;
    readonly state: string;
    readonly role: string | null;
    readonly vips: readonly string[];
    readonly accel: string | null;
  }[];
}

describe.skipIf(obstacle !== "")(
  `the lab of the source articles${obstacle && ` (${obstacle})`}`,
  () => {
    let dir: string;
    let config: string;
    let env: Record<string, string>;
    let networkBefore: string;

    const status = async (): Promise<Status> =>
      JSON.parse(await fwOk(["status", "--json"], env)) as Status;
    const node = async (name: string): Promise<Status["nodes"][number] | undefined> =>
      (await status()).nodes.find((candidate) => candidate.name === name);
    const on = (name: string, ...argv: string[]): Promise<string> =>
      fwOk(["exec", name, "--", ...argv], env);
    const reaches = async (port: number): Promise<boolean> =>
      (await fw(["exec", "client", "--", "nc", "-z", "-w", "3", "192.168.0.3", String(port)], env))
        .exitCode === 0;

    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), "fw-e2e-"));
      env = { FW_STATE_DIR: dir };
      networkBefore = await hostNetwork();
      const started = performance.now();
      config = join(dir, "fw.config.yaml");
      await writeFile(config, consoleSeed());
      await fwOk(["up", "--config", config], env);
      console.log(`fw up: verified after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    });

    afterAll(async () => {
      await fw(["down", "--purge"], env);
      await rm(dir, { recursive: true, force: true });
    });

    test("status gives every node a state, a role, virtual addresses and an accelerator", async () => {
      const { nodes } = await status();
      expect(nodes.map(({ name, state, role, vips }) => ({ name, state, role, vips }))).toEqual([
        {
          name: "fw-1",
          state: "running",
          role: "primary",
          vips: ["192.168.0.100", "192.168.2.100"],
        },
        { name: "fw-2", state: "running", role: "backup", vips: [] },
        { name: "client", state: "running", role: null, vips: [] },
        { name: "omarine", state: "running", role: null, vips: [] },
      ]);
      expect(nodes.map(({ accel }) => accel)).toEqual([
        ...Array.from({ length: 3 }, () => expect.stringMatching(/^(kvm|tcg)$/)),
        null,
      ]);
    });

    test("a firewall has a screen with a shell on it, which takes what is typed", async () => {
      const written = ["sh", "-c", "cat /run/typed || true"] as const;
      await eventually(async () => {
        await fwOk(["type", "fw-1", "tty >/run/typed"], env);
        await fwOk(["key", "fw-1", "ret"], env);
        expect(await on("fw-1", ...written)).toBe("/dev/tty1");
      });
    });

    test("exec passes exit code and both streams of a program through", async () => {
      const result = await fw(
        ["exec", "fw-2", "--", "sh", "-c", "echo out; echo err >&2; exit 7"],
        env,
      );
      expect(result).toMatchObject({ exitCode: 7, stdout: "out", stderr: "err" });
    });

    test("an interrupted exec ends its program on the node, and nothing else there", async () => {
      const daemon = await on("fw-2", "systemctl", "show", "--property=MainPID", "conntrackd");
      const running = startFw(["exec", "fw-2", "--", "sleep", "4242"], env);
      const sleepers = (): Promise<string> =>
        on("fw-2", "sh", "-c", "pgrep -fx 'sleep 4242' || true");
      await eventually(async () => expect(await sleepers()).not.toBe(""));
      running.child.kill("SIGINT");
      expect((await running.result).exitCode).toBe(130);
      await eventually(async () => expect(await sleepers()).toBe(""));
      expect(await on("fw-2", "systemctl", "show", "--property=MainPID", "conntrackd")).toBe(
        daemon,
      );
    });

    test("the client reaches what the policy allows, and nothing else", async () => {
      expect(await on("client", "curl", "-sS", "--max-time", "5", "http://192.168.0.3/")).toContain(
        "http on omarine",
      );
      expect(
        await on("client", "curl", "-sS", "--max-time", "10", "ftp://192.168.0.3/welcome.txt"),
      ).toContain("through the firewall pair");
      expect(await on("client", "sh", "-c", "nc -w 3 192.168.0.3 22 </dev/null")).toContain(
        "SSH-2.0",
      );
      expect(await reaches(7)).toBe(true);
      expect(await reaches(8080)).toBe(false);
      expect(await reaches(23)).toBe(false);
    });

    test("the server really offers what the policy denies", async () => {
      expect(await on("fw-1", "sh", "-c", "nc -z -w 3 192.168.0.3 8080; echo $?")).toBe("0");
    });

    describe("with an open connection", () => {
      let session: EchoSession;
      const tracked = `src=192.168.2.4 dst=192.168.0.3`;

      beforeAll(async () => {
        session = await echoSession(env);
      });
      afterAll(() => session.end());

      test("the connection goes by way of the primary, and the backup knows it", async () => {
        const entry = await on("fw-1", "conntrack", "-L", "-p", "tcp", "--dport", "7");
        expect(entry).toContain(tracked);
        expect(entry).toContain("ESTABLISHED");
        await eventually(async () => {
          const external = await on("fw-2", "conntrackd", "-e");
          const kernel = await on("fw-2", "conntrack", "-L", "-p", "tcp");
          expect(external + kernel).toMatch(/ESTABLISHED.*192\.168\.2\.4.*dport=7/);
        });
        const forwarded = ["nft", "list", "chain", "inet", "firewall", "forward"] as const;
        expect(await on("fw-1", ...forwarded)).toMatch(
          /ct state established counter packets [1-9]/,
        );
        expect(await on("fw-2", ...forwarded)).toContain("ct state established counter packets 0 ");
      });

      test("the connection lives on when the primary is powered off", async () => {
        await session.answered(20);
        const answersBefore = session.answers();
        await fwOk(["power", "fw-1", "off"], env);
        await eventually(async () => expect((await node("fw-2"))?.role).toBe("primary"));
        await session.answered(answersBefore + 50);
        expect((await node("fw-2"))?.vips).toEqual(["192.168.0.100", "192.168.2.100"]);
        expect((await node("fw-1"))?.state).toBe("off");
        expect(session.mistakes()).toBe(0);
        console.log(
          `longest gap of the echo session over the crash: ${session.longestGapMs().toFixed(0)} ms`,
        );
        console.log(`usual answer time before it: ${session.medianGapMs().toFixed(0)} ms`);
      });

      test("exec says when its node is off", async () => {
        const result = await fw(["exec", "fw-1", "--", "true"], env);
        expect(result.exitCode).toBe(1);
        expect(result.stderr).toContain("fw-1 is off");
        expect(result.stderr).toContain("fw power fw-1 on");
      });

      test("the new primary still denies what was never allowed", async () => {
        expect(await reaches(8080)).toBe(false);
        expect(await reaches(80)).toBe(true);
      });

      test("the old primary comes back as backup, with the states", async () => {
        await fwOk(["power", "fw-1", "on"], env);
        await eventually(async () => expect((await node("fw-1"))?.role).toBe("backup"), 120_000);
        expect((await node("fw-2"))?.role).toBe("primary");
        await eventually(async () => {
          const known =
            (await on("fw-1", "conntrackd", "-e")) +
            (await on("fw-1", "conntrack", "-L", "-p", "tcp"));
          expect(known).toMatch(/192\.168\.2\.4.*dport=7/);
        });
        const answers = session.answers();
        await session.answered(answers + 20);
        expect(session.mistakes()).toBe(0);
      });

      test("the connection goes on while systemd restarts and reloads each service of the primary", async () => {
        const commands = [
          ...services.map((service) => ["restart", "primary", service]),
          ...reloadable.map((service) => ["reload", "primary", service]),
        ];
        for (const command of commands) {
          await fwOk(command, env);
          const answers = session.answers();
          await session.answered(answers + 5);
          await fwOk(["heal"], env);
        }
        expect(session.mistakes()).toBe(0);
        for (const name of ["fw-1", "fw-2"]) {
          expect(await on(name, "systemctl", "--failed", "--no-legend", "--plain")).toBe("");
        }
      });

      test("the primary drops a connection that nobody saw established", async () => {
        // Both firewalls forget it: for them the next segment is the middle of an unknown connection.
        for (const name of ["fw-1", "fw-2"]) {
          await fw(["exec", name, "--", "conntrack", "-D", "-p", "tcp", "--dport", "7"], env);
        }
        const answers = session.answers();
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        expect(session.answers() - answers).toBeLessThanOrEqual(2);
      });
    });

    // The guests have what a host may lack: systemd, and control groups of version 2.
    test("a control group limits memory and tasks, and is gone afterwards", async () => {
      const limits = { memoryBytes: 48 * 1024 ** 2, tasks: 12 };
      const within = (argv: readonly string[]) =>
        fw(["exec", "client", "--", ...inControlGroup(limits, argv)], env);
      expect((await within(shell("print-limits"))).stdout).toBe(`${limits.memoryBytes}\n12`);
      expect((await within(["tail", "/dev/zero"])).exitCode).toBe(137);
      const many = ["sh", "-c", "for i in $(seq 30); do sleep 1 & done; wait"];
      expect((await within(many)).stderr).toContain("Cannot fork");
      // The last group ends with the sleepers that were started before the limit was met.
      const groups = ["systemctl", "list-units", "--plain", "run-*.scope"];
      await eventually(async () =>
        expect(await on("client", ...groups)).toContain("0 loaded units"),
      );
    });

    test("a machine is paused and resumed", async () => {
      await fwOk(["power", "client", "pause"], env);
      expect((await node("client"))?.state).toBe("paused");
      expect((await fw(["exec", "client", "--", "true"], env)).stderr).toContain(
        "client is paused",
      );
      await fwOk(["power", "client", "resume"], env);
      expect((await node("client"))?.state).toBe("running");
    });

    test("up succeeds again for the same config, and refuses another of the same name", async () => {
      expect(await fwOk(["up", "--config", config], env)).toContain("is up");
      const other = join(dir, "other.yaml");
      await writeFile(other, await readFile(config));
      const result = await fw(["up", "--config", other], env);
      expect(result.exitCode).toBe(1);
      expect(result.stderr).toContain("is up already");
    });

    test("a lab that is down has left nothing", async () => {
      const lab = join(dir, "omarine-lab");
      const namespace = await labNamespace(lab);
      expect(await processesOf(namespace, lab)).not.toEqual([]);
      await fwOk(["down"], env);
      // The kernel needs a moment to bury them.
      await eventually(async () => expect(await processesOf(namespace, lab)).toEqual([]), 2_000);
      expect(await hostNetwork()).toBe(networkBefore);
      const left = await readdir(dir, { recursive: true });
      const runtime = left.filter((name) => /sock|pid|seed|state|lock|artifacts/.test(name));
      expect(runtime).toEqual([]);
      await fwOk(["down", "--purge"], env);
      await expect(access(lab)).rejects.toThrow("ENOENT");
    });
  },
);
