import { appendFile, chmod, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { execa } from "execa";
import { describe, expect, it } from "vitest";

import { inFolder, SEED } from "./fw.ts";

async function rendered(): Promise<Awaited<ReturnType<typeof inFolder>>> {
  const folder = await inFolder();
  expect((await folder.fw("render", "-c", SEED, "-o", "out")).code).toBe(0);
  return folder;
}

describe("render --diff", () => {
  it("is silent about what was just written, and about files of others", async () => {
    const { dir, fw } = await rendered();
    await writeFile(join(dir, "out/fw-1/etc/mine.conf"), "mine\n");
    expect(await fw("render", "-c", SEED, "--diff", "out")).toMatchObject({ code: 0, stdout: "" });
  });

  it("shows a changed, a missing, a stale file and a mode, and git can apply it", async () => {
    const { dir, fw } = await rendered();
    const out = join(dir, "out");
    const ruleset = join(out, "fw-1/etc/nftables.conf");
    const before = await readFile(ruleset, "utf8");
    await appendFile(ruleset, "# by hand\n");
    await chmod(join(out, "fw-1/etc/keepalived/keepalived.conf"), 0o755);
    await rm(join(out, "fw-2/etc/nftables.conf"));
    await writeFile(join(out, "client/old.conf"), before);
    const { code, stdout } = await fw("render", "-c", SEED, "--diff", "out");
    expect(code).toBe(1);
    expect(stdout).toContain("-# by hand");
    expect(stdout).toContain("old mode 100755");

    const json = await fw("render", "-c", SEED, "--diff", "out", "--json");
    const { differences } = JSON.parse(json.stdout) as {
      differences: { file: string; kind: string }[];
    };
    expect(differences.map(({ file, kind }) => [file, kind])).toEqual([
      ["client/old.conf", "stale"],
      ["fw-1/etc/keepalived/keepalived.conf", "mode"],
      ["fw-1/etc/nftables.conf", "changed"],
      ["fw-2/etc/nftables.conf", "missing"],
    ]);

    await execa("git", ["apply", "-"], { cwd: out, input: stdout });
    // Of permissions git knows only whether a file is a program.
    const rest = await fw("render", "-c", SEED, "--diff", "out", "--json");
    const { differences: modes } = JSON.parse(rest.stdout) as { differences: { kind: string }[] };
    expect(modes.filter(({ kind }) => kind !== "mode")).toEqual([]);
  });

  it("refuses a folder that is not there, and -o beside it", async () => {
    const { fw } = await inFolder();
    const missing = await fw("render", "-c", SEED, "--diff", "nowhere");
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain("write one with: fw render -o");
    expect((await fw("render", "-c", SEED, "--diff", "a", "-o", "b")).code).toBe(2);
  });
});
