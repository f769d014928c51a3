import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { inFolder, SEED } from "./fw.ts";

describe("graph", () => {
  it("prints the picture, which a program can read on", async () => {
    const { fw } = await inFolder();
    const { code, stdout, stderr } = await fw("graph", "-c", SEED);
    expect([code, stderr]).toEqual([0, ""]);
    await expect(stdout).toMatchFileSnapshot("../../../docs/lab/pictures/topology.svg");
  });

  it.each([
    ["now.svg", /^<svg /],
    ["now.mmd", /^flowchart LR\n/],
    ["now.gv", /^graph "omarine-lab" \{\n/],
    ["now.json", /^\{\n {2}"version": 1,\n {2}"name": "omarine-lab"/],
  ])("draws as the file's name says: %s", async (name, content) => {
    const { dir, fw } = await inFolder();
    const { code, stdout } = await fw("graph", "-c", SEED, "-o", name);
    expect([code, stdout]).toEqual([0, `${join(dir, name)}: the topology of omarine-lab\n`]);
    expect(await readFile(join(dir, name), "utf8")).toMatch(content);
  });

  it("draws as it is told, whatever the file is called", async () => {
    const { dir, fw } = await inFolder();
    await fw("graph", "-c", SEED, "-o", "README", "-f", "mermaid");
    expect(await readFile(join(dir, "README"), "utf8")).toMatch(/^flowchart /);
  });

  it("asks for a format when the file's name says none, and writes nothing", async () => {
    const { dir, fw } = await inFolder();
    const { code, stderr } = await fw("graph", "-c", SEED, "-o", "topology.pdf");
    expect(code).toBe(2);
    expect(stderr).toContain("end it in .svg, .mmd, .mermaid, .dot, .gv, .json; or give --format");
    await expect(stat(join(dir, "topology.pdf"))).rejects.toThrow("ENOENT");
  });

  it("leaves a file as it was when the config is wrong", async () => {
    const { dir, fw } = await inFolder();
    await writeFile(join(dir, "old.svg"), "old");
    await writeFile(join(dir, "wrong.yaml"), "name: [");
    expect((await fw("graph", "-c", "wrong.yaml", "-o", "old.svg")).code).toBe(1);
    expect(await readFile(join(dir, "old.svg"), "utf8")).toBe("old");
  });

  it("says where it cannot write", async () => {
    const { dir, fw } = await inFolder();
    const { code, stderr } = await fw("graph", "-c", SEED, "-o", "nowhere/a.svg");
    expect(code).toBe(1);
    expect(stderr).toContain(`cannot write ${join(dir, "nowhere/a.svg")}: ENOENT`);
  });
});
