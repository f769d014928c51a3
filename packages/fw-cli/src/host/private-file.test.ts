import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { writePrivateFile } from "./private-file.ts";

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-private-"));
  file = join(dir, "screen.vv");
});
afterEach(() => rm(dir, { recursive: true }));

const write = (text: string): Promise<void> =>
  writePrivateFile(file, text, (old) => old.startsWith("# ours"));

it("writes a file that nobody else may read, whatever its predecessor's mode was", async () => {
  await write("# ours, one");
  await rm(file);
  await writeFile(file, "# ours, by hand", { mode: 0o644 });
  await write("# ours, two");
  expect(await readFile(file, "utf8")).toBe("# ours, two");
  expect((await lstat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(dir)).toEqual(["screen.vv"]);
});

it("leaves a file of the user's own as it is", async () => {
  await writeFile(file, "my notes");
  await expect(write("# ours")).rejects.toThrow(`${file} was not written by fw`);
  expect(await readFile(file, "utf8")).toBe("my notes");
});

it("follows no link, and takes no folder for a file", async () => {
  const target = join(dir, "target");
  await writeFile(target, "# ours, elsewhere");
  await symlink(target, file);
  await expect(write("# ours")).rejects.toThrow(`${file} is a symbolic link`);
  expect(await readFile(target, "utf8")).toBe("# ours, elsewhere");
  await rm(file);
  await mkdir(file);
  await expect(write("# ours")).rejects.toThrow(`${file} is no regular file`);
});
