import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";

import { describe, expect, it } from "vitest";

import { run } from "../src/run.ts";
import { inFolder } from "./fw.ts";
import { recordedIo } from "./io.ts";

describe("init", () => {
  it("writes a config that every check accepts, and the schema that its first line names", async () => {
    const { dir, fw } = await inFolder();
    const { code, stdout, stderr } = await fw("init", "my-lab");
    expect([code, stderr]).toEqual([0, ""]);
    const folder = join(dir, "my-lab");
    expect(stdout).toBe(
      `wrote ${folder}/fw.config.yaml and ${folder}/fw.schema.json\n` +
        "next: cd my-lab && fw graph -o topology.svg, then fw up, then fw prove\n",
    );
    const text = await readFile(join(folder, "fw.config.yaml"), "utf8");
    expect(text).toMatch(
      /^# yaml-language-server: \$schema=\.\/fw\.schema\.json\n[^]*\nname: my-lab\n/,
    );
    const schema = JSON.parse(await readFile(join(folder, "fw.schema.json"), "utf8")) as object;
    expect(schema).toMatchObject({ title: "fw-config", properties: { networks: {} } });
    expect(await fw("check", "my-lab/fw.config.yaml")).toMatchObject({ code: 0 });
  });

  it.each(["office", "data-centre", "dual-stack", "articles"])(
    "writes the template %s",
    async (name) => {
      const { fw } = await inFolder();
      expect((await fw("init", "--template", name)).code).toBe(0);
      expect(await fw("check")).toMatchObject({ code: 0, stderr: "" });
    },
  );

  it("does as the options say", async () => {
    const { fw } = await inFolder();
    const named = ["--name", "campus", "--zones", "staff, guests"];
    const flags = ["--vlans", "--ipv6", "--no-nat", "--no-hosts"];
    const { stdout } = await fw("init", ...named, ...flags, "--dry-run");
    expect(stdout).toContain("name: campus\n");
    expect(stdout).toContain(
      '  guests: { subnet: [10.0.2.0/24, "2001:db8:2::/64"], bridge: br1, vlan: 20 }',
    );
    expect(stdout).not.toMatch(/^nat:|-host:/m);
  });

  it("writes nothing in a dry run", async () => {
    const { dir, fw } = await inFolder();
    expect((await fw("init", "--dry-run", "--json")).code).toBe(0);
    expect(await readdir(dir)).toEqual([]);
  });

  it("writes over nothing of the user's", async () => {
    const { dir, fw } = await inFolder();
    await writeFile(join(dir, "fw.config.yaml"), "mine");
    const there = await fw("init", "--yes");
    expect([there.code, there.stderr]).toEqual([1, expect.stringContaining("is there already")]);
    expect(await readFile(join(dir, "fw.config.yaml"), "utf8")).toBe("mine");
    expect(await readdir(dir)).toEqual(["fw.config.yaml"]);
  });

  it("leaves no half: a schema that is somebody else's keeps the config from being written", async () => {
    const { dir, fw } = await inFolder();
    await writeFile(join(dir, "fw.schema.json"), "{}");
    expect((await fw("init", "--yes")).code).toBe(1);
    expect(await readdir(dir)).toEqual(["fw.schema.json"]);
    expect(await readFile(join(dir, "fw.schema.json"), "utf8")).toBe("{}");
  });

  it("renews a schema of its own", async () => {
    const { dir, fw } = await inFolder();
    await writeFile(join(dir, "fw.schema.json"), '{ "title": "fw-config" }');
    expect((await fw("init", "--yes")).code).toBe(0);
    expect((await stat(join(dir, "fw.schema.json"))).size).toBeGreaterThan(10_000);
  });

  it.each([
    [["--zones", "LAN"], '"LAN" cannot be a name'],
    [["--zones", "lan,"], '"" cannot be a name'],
    [["--zones", "lan,wan"], "there is a network called wan already"],
    [["--zones", "lan,lan"], "there is a network called lan already"],
    [["--zones", "lan", "--no-uplink"], "a firewall stands between two networks at least"],
    [
      ["--zones", Array.from({ length: 300 }, (_, i) => `z${i}`).join(",")],
      "no such pair can be written",
    ],
    [["--name", "my lab"], '"my lab" cannot be a name'],
    [["--template", "office", "--ipv6"], "cannot be used with option '--ipv6'"],
    [["--template", "palace"], "Allowed choices are office, data-centre"],
  ])("refuses %s", async (options, message) => {
    const { dir, fw } = await inFolder();
    const { code, stderr } = await fw("init", ...options);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(await readdir(dir)).toEqual([]);
  });

  it("says where it may not write", async () => {
    const { fw } = await inFolder();
    const { code, stderr } = await fw("init", "/proc/here");
    expect([code, stderr]).toEqual([1, expect.stringContaining("cannot write /proc/here")]);
  });

  it("asks at a terminal, and an empty answer is the usual one", async () => {
    const { dir } = await inFolder();
    const io = recordedIo(dir);
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    const answers = ["branch", "lan,dmz", "", "n", "y", "y", "n"];
    let asked = "";
    const stderr = Object.assign(new PassThrough(), { isTTY: true });
    stderr.on("data", (chunk: Buffer) => {
      asked += chunk.toString();
      if (chunk.toString().endsWith("] ")) stdin.write(`${answers.shift()}\n`);
    });
    expect(await run(["init"], { ...io, stdin, stderr })).toBe(0);
    expect(asked).toContain("Which networks are behind the firewalls? [lan] ");
    expect(answers).toEqual([]);
    const text = await readFile(join(dir, "fw.config.yaml"), "utf8");
    expect(text).toMatch(/name: branch\n/);
    expect(text).toMatch(/eth1\.20: \{ network: dmz, vip: \[10\.0\.2\.1, "2001:db8:2::1"\] \}/);
    expect(text).not.toMatch(/^nat:|-host:/m);
  });
});
