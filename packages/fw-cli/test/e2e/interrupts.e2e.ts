import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { createInterface } from "node:readline";

import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";

import { hostRequirements } from "../../src/packages/requirements.ts";
import { eventually } from "./eventually.ts";
import { BIN, fw, fwOk, startFw } from "./fw.ts";
import { hostNetwork, labNamespace, processesOf } from "./host-footprint.ts";
import { SEED_CONFIG } from "./seed-config.ts";

const obstacle = inject("obstacle");

/** One firewall's machine is enough to be interrupted in. */
async function smallConfig(dir: string): Promise<string> {
  const file = join(dir, "fw.config.yaml");
  const seed = await readFile(SEED_CONFIG, "utf8");
  await writeFile(file, seed.replace("name: omarine-lab", "name: bad-day"));
  return file;
}

describe.skipIf(obstacle !== "")(`bad days${obstacle && ` (${obstacle})`}`, () => {
  let dir: string;
  let env: Record<string, string>;
  let config: string;
  let lab: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "fw-bad-"));
    env = { FW_STATE_DIR: join(dir, "state") };
    lab = join(dir, "state", "bad-day");
    config = await smallConfig(dir);
  });
  afterEach(async () => {
    await fw(["down", "--purge", "--lab", "bad-day"], env);
    await rm(dir, { recursive: true, force: true });
  });

  /** Starts `up` and resolves when it has begun `step`. */
  async function upTo(step: string): Promise<ReturnType<typeof startFw>> {
    const running = startFw(["up", "--config", config], env);
    if (running.child.stderr === null) throw new Error("no progress to read");
    const lines = createInterface({ input: running.child.stderr });
    const begun = new Promise<true>((resolve) => {
      lines.on("line", (line) => line === `… ${step}` && resolve(true));
    });
    const ended = running.result.then(({ stderr }) => stderr);
    const early = await Promise.race([begun, ended]);
    if (early !== true) throw new Error(`up ended before it began this: ${step}\n${early}`);
    return running;
  }

  test.each([
    "accelerator",
    "make the lab's namespace",
    "bridges, taps and addresses",
    "render and pack the files",
    "servers of omarine",
    "boot fw-1",
    "boot fw-2",
    "fw-1 becomes primary",
    "verify",
  ])("leaves nothing after Ctrl-C while it does this: %s", async (step) => {
    const network = await hostNetwork();
    const running = await upTo(step);
    const namespace = await labNamespace(lab).catch(() => "none yet");
    running.child.kill("SIGINT");
    const { exitCode } = await running.result;
    expect(exitCode).toBe(130);
    await eventually(async () => expect(await processesOf(namespace, lab)).toEqual([]), 2_000);
    expect(await hostNetwork()).toBe(network);
    const left = await readdir(env["FW_STATE_DIR"] ?? "", { recursive: true }).catch(() => []);
    expect(left.filter((name) => /sock|\.pid|seed|state\.json|lock|artifacts/.test(name))).toEqual(
      [],
    );
    expect((await fw(["status"], env)).stderr).toContain("no lab is up");
  });

  test("up shows the last lines of the console when a machine dies during its boot", async () => {
    const running = await upTo("boot fw-1");
    // The second firewall finds a seed that is no archive, says so on its console and stops.
    await writeFile(join(lab, "nodes", "fw-2", "seed.tar"), "not a tar archive".repeat(100));
    const { exitCode, stderr } = await running.result;
    expect(exitCode).toBe(1);
    expect(stderr).toContain("fw-2 died during its boot; its console's last lines:\n  | ");
    expect(stderr).toContain("is not a tar");
    expect(stderr).toContain(join(lab, "nodes", "fw-2", "console.log"));
  });

  test("a lab whose program was killed is recovered by up, and cleared by down", async () => {
    const running = await upTo("boot fw-1");
    const namespace = await labNamespace(lab);
    running.child.kill("SIGKILL");
    await running.result;
    expect(await processesOf(namespace, lab)).not.toEqual([]);
    const again = await upTo("clear what an interrupted lab left");
    again.child.kill("SIGKILL");
    await again.result;
    await fwOk(["down", "--config", config], env);
    await eventually(async () => expect(await processesOf(namespace, lab)).toEqual([]), 2_000);
  });

  test("a lab that is being started can be changed by nobody else", async () => {
    const running = await upTo("boot fw-1");
    const second = await fw(["up", "--config", config], env);
    expect(second.exitCode).toBe(1);
    expect(second.stderr).toContain(`is being changed by process ${running.child.pid}`);
    running.child.kill("SIGINT");
    await running.result;
  });

  test("up names the package of a missing program and the command, and changes nothing", async () => {
    const bin = join(dir, "bin");
    await execa("mkdir", [bin]);
    const others = hostRequirements
      .filter((item) => !item.package.startsWith("qemu-") && !isAbsolute(item.needs))
      .map(({ needs }) => needs);
    for (const name of ["apt-get", ...others]) {
      const { stdout } = await execa("which", [name]);
      await execa("ln", ["-s", stdout, join(bin, name)]);
    }
    const result = await execa(process.execPath, [BIN, "up", "--config", config], {
      env: { ...env, PATH: bin },
      reject: false,
      stdin: "ignore",
    });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain("qemu-system-x86");
    expect(result.stderr).toContain(
      "apt-get install --yes --no-install-recommends qemu-system-x86 qemu-utils",
    );
    expect(await readdir(join(dir, "state"))).toEqual([]);
  });

  test("up says what the kernel refuses when namespaces cannot be made, and leaves nothing", async () => {
    const script = 'echo 0 > /proc/sys/user/max_net_namespaces && exec "$@"';
    const result = await execa(
      "unshare",
      [
        "--user",
        "--map-root-user",
        "sh",
        "-c",
        script,
        "sh",
        process.execPath,
        BIN,
        "up",
        "--config",
        config,
      ],
      { env, reject: false, stdin: "ignore" },
    );
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain("cannot make the lab's namespaces: unshare: unshare failed");
    expect(result.stderr).toContain("→ run where the kernel allows root to unshare");
    expect(await readdir(join(dir, "state"))).toEqual([]);
  });

  test("up says that the disk is full, and leaves nothing on it", async () => {
    const full = join(dir, "full");
    await execa("mkdir", [full]);
    const script =
      'mount -t tmpfs -o size=64k,mode=700 tmpfs "$1" && "$2" "$3" up --config "$4"; code=$?; ls -R "$1"; exit $code';
    const result = await execa(
      "unshare",
      ["--mount", "sh", "-c", script, "sh", full, process.execPath, BIN, config],
      { env: { FW_STATE_DIR: full }, reject: false, stdin: "ignore" },
    );
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toMatch(/full|No space left/);
    expect(result.stdout).not.toMatch(/state\.json|sock/);
  });
});
