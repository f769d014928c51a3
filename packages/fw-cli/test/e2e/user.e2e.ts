import { chown, copyFile, cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { eventually } from "./eventually.ts";
import { BIN, fwOk } from "./fw.ts";
import { SEED_CONFIG } from "./seed-config.ts";

const isRoot = process.getuid?.() === 0;
const obstacle = inject("obstacle") || (isRoot ? "" : "only root can become another user");

/** A user that exists nowhere: no name, no home, no rights. */
const UID = "60999";
const REPOSITORY = new URL("../../../../", import.meta.url).pathname;

/**
 * Runs `fw` as that user. In a mount namespace of the test's own, /dev/net/tun
 * has the mode that the test asks for, whatever this host's has: 0666, as on usual
 * distributions, or 0600; and the repository is where everybody may read it.
 */
const AS_USER = `
set -e
mount -t tmpfs tmpfs /mnt && mkdir /mnt/repository
mount --bind "$1" /mnt/repository
mknod -m "$2" /mnt/tun c 10 200
mount --bind /mnt/tun /dev/net/tun
node=$3
shift 3
exec setpriv --reuid=${UID} --regid=${UID} --clear-groups --inh-caps=-all --bounding-set=-all \\
  "$node" "/mnt/repository/$@"`;

describe.skipIf(obstacle !== "")(`an ordinary user${obstacle && ` (${obstacle})`}`, () => {
  let dir: string;
  /** Where the user stands, and may not enter again: as root's shell is after `sudo -u`. */
  let closed: string;
  let env: Record<string, string>;
  let config: string;

  const asUser = async (
    args: readonly string[],
    tun = true,
    more: Readonly<Record<string, string>> = {},
  ): Promise<{ exitCode: number | undefined; stdout: string; stderr: string }> => {
    const words = [
      REPOSITORY,
      tun ? "0666" : "0600",
      process.execPath,
      BIN.slice(REPOSITORY.length),
    ];
    const { exitCode, stdout, stderr } = await execa(
      "unshare",
      ["--mount", "sh", "-c", AS_USER, "as-user", ...words, ...args],
      { env: { ...env, ...more }, cwd: closed, reject: false, stdin: "ignore" },
    );
    return { exitCode, stdout, stderr };
  };

  const asUserOk = async (args: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await asUser(args);
    if (exitCode !== 0) throw new Error(`fw ${args.join(" ")} ended with ${exitCode}:\n${stderr}`);
    return stdout;
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "fw-user-"));
    env = { HOME: dir, FW_STATE_DIR: join(dir, "state"), XDG_CACHE_HOME: join(dir, "cache") };
    // The image that root has built serves the user too; building one takes /etc/subuid.
    const { images } = JSON.parse(
      await fwOk(["image", "list", "--json", "--config", SEED_CONFIG], {}),
    ) as {
      images: { dir: string; current: boolean; variant: string }[];
    };
    const image = images.find(({ current, variant }) => current && variant === "base");
    if (image === undefined) throw new Error("the image is not there");
    await cp(image.dir, join(dir, "cache", "fw-cli", "images", image.dir.split("/").at(-1) ?? ""), {
      recursive: true,
    });
    config = join(dir, "fw.config.yaml");
    await copyFile(SEED_CONFIG, config);
    await execa("chown", ["-R", `${UID}:${UID}`, dir]);
    closed = join(dir, "closed");
    await mkdir(closed, { mode: 0o700 });
  });

  afterAll(async () => {
    await asUser(["down", "--purge", "--lab", "omarine-lab"]);
    await rm(dir, { recursive: true, force: true });
  });

  test("a user is told what to do when /dev/net/tun is closed to them", async () => {
    const { exitCode, stderr } = await asUser(["up", "--config", config], false);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("/dev/net/tun is not for you (EACCES)");
    expect(stderr).toContain("chmod 0666 /dev/net/tun");
    const doctor = await asUser(["doctor"], false);
    expect(doctor.exitCode).toBe(1);
    expect(doctor.stdout).toContain("✗ Taps: /dev/net/tun is not for you (EACCES)");
  });

  test("a user keeps only the log of an image build that fails because there are no ids to borrow", async () => {
    const [cache, temporary] = [join(dir, "other-cache"), join(dir, "temporary")] as const;
    for (const made of [cache, temporary]) {
      await mkdir(made);
      await chown(made, Number(UID), Number(UID));
    }
    const elsewhere = { XDG_CACHE_HOME: cache, TMPDIR: temporary };
    const { exitCode, stderr } = await asUser(["image", "build"], true, elsewhere);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("the image failed in mmdebstrap");
    expect(await readdir(temporary)).toEqual([]);
    const left = await readdir(join(cache, "fw-cli", "images"));
    expect(left).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.log$/)]);
  });

  test("a user has a verified lab of their own, with no process of root's in it", async () => {
    await asUserOk(["up", "--config", config]);
    const { stdout } = await execa("ps", ["-eo", "uid,args"]);
    const machines = stdout
      .split("\n")
      .filter((line) => line.includes(dir) && line.includes("qemu-system-x86_64"));
    expect(machines.length).toBeGreaterThanOrEqual(3);
    expect(machines.every((line) => line.trim().startsWith(UID))).toBe(true);
    const ping = ["ping", "-c", "1", "-W", "5", "192.168.0.3"];
    expect(await asUserOk(["exec", "client", "--", ...ping])).toContain("1 received");
  });

  test("a user's down leaves no trace", async () => {
    await asUserOk(["down", "--purge"]);
    await eventually(async () => {
      const { stdout } = await execa("ps", ["-eo", "uid,args"]);
      expect(stdout.split("\n").filter((line) => line.trim().startsWith(UID))).toEqual([]);
    }, 2_000);
  });
});
