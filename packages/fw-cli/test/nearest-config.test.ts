import { copyFileSync, mkdirSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeEach, expect, it, onTestFinished } from "vitest";

import { run } from "../src/run.ts";
import { SEED, type Seen } from "./fw.ts";
import { recordedIo } from "./io.ts";

const isRoot = process.getuid?.() === 0;
const SOMEBODY = 60_998;

let dir: string;
let config: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-nearest-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  config = join(dir, "fw.config.yaml");
  copyFileSync(SEED, config);
  mkdirSync(join(dir, "below"));
});

async function fwIn(
  cwd: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const io = recordedIo(cwd, { HOME: dir, ...env });
  const code = await run(argv, io);
  return { code, ...io.written };
}

it("is named when it is found in a folder above, and only then", async () => {
  const below = await fwIn(join(dir, "below"), ["matrix", "--json"]);
  expect(below).toMatchObject({ code: 0, stderr: `the config is ${config}\n` });
  expect(() => JSON.parse(below.stdout)).not.toThrow();
  expect((await fwIn(dir, ["matrix"])).stderr).toBe("");
  expect((await fwIn(join(dir, "below"), ["matrix", "-c", config])).stderr).toBe("");
});

it.skipIf(!isRoot)("is refused to root when it is another user's and not named", async () => {
  await chown(config, SOMEBODY, SOMEBODY);
  for (const cwd of [dir, join(dir, "below")]) {
    const { code, stderr } = await fwIn(cwd, ["up", "--dry-run"]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${config} belongs to the user with the number ${SOMEBODY}`);
    expect(stderr).toContain(`name it: --config ${config}`);
  }
  expect((await fwIn(dir, ["matrix", "-c", config])).code).toBe(0);
  expect((await fwIn(dir, ["matrix"], { SUDO_UID: String(SOMEBODY) })).code).toBe(0);
});
