import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, it, onTestFinished } from "vitest";

import { unprivilegedId } from "./unprivileged-id.ts";

async function withMap(text: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "fw-id-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, "uid_map"), text);
  return join(dir, "uid_map");
}

it("fw gives each lab a user id of its own, always the same, that no distribution assigns", async () => {
  const all = await withMap("         0          0 4294967295\n");
  const [a, b] = [await unprivilegedId("/labs/a", all), await unprivilegedId("/labs/b", all)];
  expect(await unprivilegedId("/labs/a", all)).toBe(a);
  expect(a).not.toBe(b);
  for (const id of [a, b]) {
    expect(id).toBeGreaterThan(1_879_048_191);
    expect(id).toBeLessThan(2_147_352_576);
  }
});

it("fw falls back to nobody where the user namespace has no such ids", async () => {
  expect(await unprivilegedId("/labs/a", await withMap("0 100000 65536\n"))).toBe(65_534);
});
