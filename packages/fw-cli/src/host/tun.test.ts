import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { requireTun } from "./tun.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-tun-"));
});
afterEach(() => rm(dir, { recursive: true }));

it("fw accepts a tun device that it can open", async () => {
  const device = join(dir, "tun");
  await writeFile(device, "");
  await chmod(device, 0o600);
  await expect(requireTun(device)).resolves.toBeUndefined();
});

it("fw names a missing tun device and its module", async () => {
  const device = join(dir, "tun");
  await expect(requireTun(device)).rejects.toMatchObject({
    code: "E_TUN",
    message: `there is no ${device}`,
    hint: "as root, run: modprobe tun",
  });
});
