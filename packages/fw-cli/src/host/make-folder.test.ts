import { existsSync, statSync } from "node:fs";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { makeFolder } from "./make-folder.ts";

let dir: string;
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), "fw-folder-"))));
afterEach(() => rm(dir, { recursive: true }));

it("fw makes every missing folder with the mode, and accepts one that exists", async () => {
  await makeFolder(join(dir, "a/b/c"), 0o700);
  expect(statSync(join(dir, "a/b")).mode & 0o777).toBe(0o700);
  await makeFolder(join(dir, "a/b/c"));
  expect(existsSync(join(dir, "a/b/c"))).toBe(true);
});

it.each(["/proc/x", "/proc/x/y", "/sys/x/y"])(
  "fw gives up where the kernel lets nobody make a folder: %s",
  async (path) => {
    await expect(makeFolder(path)).rejects.toMatchObject({
      code: expect.stringMatching(/ENOENT|EPERM|EACCES|EROFS/),
    });
  },
);

it("fw names the file or dangling link that stands where a folder should", async () => {
  await writeFile(join(dir, "file"), "");
  await symlink(join(dir, "nowhere"), join(dir, "link"));
  await expect(makeFolder(join(dir, "file"))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(makeFolder(join(dir, "file", "below"))).rejects.toMatchObject({ code: "ENOTDIR" });
  await expect(makeFolder(join(dir, "link"))).rejects.toMatchObject({ code: "EEXIST" });
});
