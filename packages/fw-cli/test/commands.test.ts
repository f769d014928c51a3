import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { run } from "../src/run.ts";
import { recordedIo, type RecordedIo } from "./io.ts";

const SEED = new URL("../../../fw.config.yaml", import.meta.url).pathname;

let dir: string;
let io: RecordedIo;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-commands-"));
  io = recordedIo(dir, { FW_STATE_DIR: join(dir, "state"), HOME: dir });
});
afterEach(() => rm(dir, { recursive: true }));

/** Runs a command and gives back all that a user would see of it. */
async function fw(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const code = await run(argv, io);
  return { code, ...io.written };
}

describe("the command line", () => {
  it.each([
    [["stauts"], "Did you mean status?"],
    [["up", "--acel", "tcg"], "Did you mean --accel?"],
    [["up", "--accel", "xen"], "Allowed choices are auto, kvm, tcg."],
    [["power", "fw-1"], "missing required argument 'action'"],
  ])("refuses %j", async (argv, complaint) => {
    const { code, stderr } = await fw(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });

  it.each([
    "up",
    "down",
    "status",
    "exec",
    "console",
    "logs",
    "power",
    "check",
    "render",
    "explain",
    "matrix",
    "completion",
    "doctor",
  ])("explains %s, with examples", async (command) => {
    const { code, stdout } = await fw(command, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain(`$ fw ${command}`);
  });
});

describe("check", () => {
  it("accepts the config of the source articles", async () => {
    expect(await fw("check", SEED)).toMatchObject({ code: 0, stdout: `${SEED} is fine\n` });
  });

  it("names line, column and hint of an unknown key and of a wrong type", async () => {
    const file = join(dir, "fw.config.yaml");
    const seed = await readFile(SEED, "utf8");
    await writeFile(
      file,
      seed
        .replace("vip: 192.168.0.100", "vpi: 192.168.0.100")
        .replace("name: omarine-lab", "name: [1]"),
    );
    const { code, stdout } = await fw("check");
    expect(code).toBe(1);
    expect(stdout).toMatch(/fw\.config\.yaml:\d+:\d+: error FW\d+: unknown field "vpi"/);
    expect(stdout).toContain("vip");
    expect(stdout).toMatch(/fw\.config\.yaml:4:7: error FW\d+/);
  });

  it("finds a virtual address outside its subnet", async () => {
    const file = join(dir, "bad.yaml");
    await writeFile(
      file,
      (await readFile(SEED, "utf8")).replace("vip: 192.168.0.100", "vip: 192.168.9.100"),
    );
    const { code, stdout } = await fw("check", file);
    expect(code).toBe(1);
    expect(stdout).toContain("192.168.9.100");
    expect(stdout).toContain("192.168.0.0/24");
  });

  it("says where it looked when there is no config", async () => {
    const { code, stderr } = await fw("check");
    expect(code).toBe(2);
    expect(stderr).toContain(`there is no fw.config.yaml in ${dir} or in a folder above`);
    expect(stderr).toContain("--config FILE");
  });

  it.each([
    [["status", "--lab", "Büro"], "E_USAGE", "--lab", "Büro"],
    [["status", "--lab", "office"], "E_LAB_NOT_RUNNING", "--lab", "office"],
    [["matrix", "--from", "moon", "--config", SEED], "E_USAGE", "--from", "moon"],
    [["explain", "nonsense", "--config", SEED], "E_USAGE", "FLOW", "nonsense"],
    [["render", "--host", "fw-9", "--config", SEED], "E_USAGE", "--host", "fw-9"],
    [["render", "--diff", "out", "--config", SEED], "E_USAGE", "--diff", "out"],
    [["up", "--accel", "xen"], "E_USAGE", "--accel", "xen"],
    [["power", "fw-1", "sideways"], "E_USAGE", "ACTION", "sideways"],
    [["impair", "fw-1", "eth0", "--loss", "200"], "E_USAGE", "--loss", "200"],
    [["chekc"], "E_USAGE", "argument 1", "chekc"],
    [["check", "--fromat", "text"], "E_USAGE", "argument 2", "--fromat"],
    [["status", "one"], "E_USAGE", "argument 2", "one"],
    [["image", "biuld"], "E_USAGE", "argument 2", "biuld"],
  ])("names the place and the value of %j as JSON", async (argv, code, place, value) => {
    const { stdout } = await fw(...argv, "--json");
    expect(JSON.parse(stdout).error).toMatchObject({ code, place, value });
  });

  it.each([
    [["power", "--json"], "NODE"],
    [["status", "--json", "--lab"], "--lab"],
  ])("names the place of what is missing in %j as JSON", async (argv, place) => {
    const { stdout } = await fw(...argv);
    const { error } = JSON.parse(stdout);
    expect(error).toMatchObject({ code: "E_USAGE", place });
    expect(error).not.toHaveProperty("value");
  });

  it("names the file that cannot be read or is not valid as JSON", async () => {
    const file = join(dir, "broken.yaml");
    const absent = await fw("render", "--config", file, "--json");
    expect(JSON.parse(absent.stdout).error).toMatchObject({ code: "E_CONFIG", place: file });
    io = recordedIo(dir, { FW_STATE_DIR: join(dir, "state"), HOME: dir });
    await writeFile(file, "name: 1\n");
    const broken = await fw("render", "--config", file, "--json");
    expect(JSON.parse(broken.stdout).error).toMatchObject({ code: "E_CONFIG", place: file });
  });

  it("says of a group of commands what can follow", async () => {
    const { code, stderr } = await fw("image");
    expect(code).toBe(2);
    expect(stderr).toContain("  → give one of: build, list, verify, prune; see: fw image --help\n");
  });

  it("prints an error as JSON when JSON was asked for", async () => {
    const { stdout } = await fw("status", "--json");
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      error: { code: "E_LAB_NOT_RUNNING", message: "no lab is up", hint: "start one with: fw up" },
    });
  });
});

describe("render", () => {
  it("writes a folder for each host and lists what it wrote", async () => {
    const { code } = await fw("render", "--config", SEED, "-o", "out");
    expect(code).toBe(0);
    expect((await readdir(join(dir, "out"))).toSorted()).toEqual([
      "client",
      "fw-1",
      "fw-2",
      "host",
    ]);
    expect(await readFile(join(dir, "out/fw-1/etc/keepalived/keepalived.conf"), "utf8")).toContain(
      "vrrp_version 3",
    );
  });

  it("writes over what it wrote before, and over nothing else", async () => {
    await fw("render", "--config", SEED, "-o", "out");
    expect((await fw("render", "--config", SEED, "-o", "out")).code).toBe(0);
    const mine = join(dir, "out/fw-1/etc/nftables.conf");
    await writeFile(mine, "my own rules\n");
    const { code, stderr } = await fw("render", "--config", SEED, "-o", "out");
    expect(code).toBe(1);
    expect(stderr).toContain(`${mine} was not written by fw`);
    expect(await readFile(mine, "utf8")).toBe("my own rules\n");
  });

  it("writes nothing on a dry run", async () => {
    await fw("render", "--config", SEED, "-o", "out", "--dry-run");
    expect(await readdir(dir)).toEqual([]);
  });
});

describe("without a lab", () => {
  it.each([
    ["status"],
    ["exec", "fw-1", "--", "true"],
    ["power", "fw-1", "off"],
    ["logs"],
    ["console", "fw-1"],
  ])("%s says how to start one", async (...argv) => {
    const { code, stderr } = await fw(...argv);
    expect(code).toBe(1);
    expect(stderr).toContain("no lab is up");
    expect(stderr).toContain("fw up");
  });

  it.each([[["up"]], [["up", "--driver", "netns"]], [["up", "--dry-run"]], [["prove"]]])(
    "%j refuses signed adverts before anything is made",
    { timeout: 30_000 },
    async (argv) => {
      const signed = 'ha:\n  vrrp: { keepalived: "2.4", authentication: hmac }\n';
      const text = (await readFile(SEED, "utf8")).replace("ha:\n", signed);
      await writeFile(join(dir, "fw.config.yaml"), text);
      const { code, stderr } = await fw(...argv);
      expect(stderr).toContain("which a lab cannot run: they need keepalived 2.4");
      expect(code).toBe(1);
      expect(await readdir(dir)).toEqual(["fw.config.yaml"]);
    },
  );

  it("down succeeds, and says that the lab was not up", async () => {
    await writeFile(join(dir, "fw.config.yaml"), await readFile(SEED));
    expect(await fw("down")).toMatchObject({ code: 0, stdout: "lab omarine-lab was not up\n" });
  });

  it("status reports a state that it cannot read", async () => {
    const lab = join(dir, "state", "broken");
    await mkdir(lab, { recursive: true });
    await writeFile(join(lab, "state.json"), "{}");
    const { code, stderr } = await fw("status", "--lab", "broken");
    expect(code).toBe(1);
    expect(stderr).toContain("is not the state of a lab of this version");
  });
});
