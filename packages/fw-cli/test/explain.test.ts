import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { inFolder, SEED } from "./fw.ts";

interface Explained {
  readonly verdict: string;
  readonly path: readonly { readonly line?: number; readonly text: string }[];
}

describe("explain FLOW", () => {
  it("points to the lines of the file that render writes", async () => {
    const { dir, fw } = await inFolder();
    await fw("render", "--config", SEED, "-o", "out");
    const file = await readFile(join(dir, "out/fw-1/etc/nftables.conf"), "utf8");
    const lines = file.split("\n");
    const flow = "tcp 192.168.2.4:40000 > 192.168.0.3:22";
    const { code, stdout } = await fw("explain", flow, "--config", SEED, "--json");
    expect(code).toBe(0);
    const { verdict, path } = JSON.parse(stdout) as Explained;
    expect(verdict).toBe("accept");
    const placed = path.filter(({ line }) => line !== undefined);
    expect(placed.length).toBeGreaterThan(3);
    expect(placed.map(({ line = 0 }) => lines[line - 1]?.trim())).toEqual(
      placed.map(({ text }) => text),
    );
  });

  it("names the rule with its place in the config", async () => {
    const { fw } = await inFolder();
    const { stdout } = await fw("explain", "icmp 192.168.2.4 > 192.168.0.3", "-c", SEED);
    expect(stdout).toContain(`policy.rules[0] at ${SEED}:43:7 (What the client may use`);
  });

  it.each([
    ["tcp 192.168.2.4 > 192.168.0.3:23", [], "drop"],
    ["tcp 192.168.2.4 > 192.168.0.3:23", ["--state", "established"], "accept"],
    ["tcp 192.168.0.3 > 192.168.2.4:22", [], "drop"],
    ["icmp 192.168.2.4 > 192.168.2.100", [], "accept"],
    ["icmp 192.168.2.4 > 192.168.2.100", ["--role", "backup"], "drop"],
  ])("%s %j: %s", async (flow, argv, verdict) => {
    const { fw } = await inFolder();
    const { stdout } = await fw("explain", flow, ...argv, "-c", SEED, "--json");
    expect(JSON.parse(stdout)).toMatchObject({ verdict });
  });

  it("takes the connection that announced a flow by its first packet", async () => {
    const { fw } = await inFolder();
    const announced = "tcp 192.168.0.3:20 > 192.168.2.4:50000";
    const master = ["--master", "tcp 192.168.2.4 > 192.168.0.3:21"];
    const { stdout } = await fw("explain", announced, ...master, "-c", SEED, "--json");
    expect(JSON.parse(stdout)).toMatchObject({ connection: "related", verdict: "accept" });
    const wrong = await fw("explain", announced, "--master", "192.168.2.4", "-c", SEED);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("for instance: --master 'tcp");
  });

  it.each([
    // Its own packets, those to its peer, and those that the peer sends to it.
    ["udp 192.168.0.1 > 192.168.0.9:53", "fw-1", "this firewall → eth0"],
    ["udp 192.168.0.2 > 192.168.0.9:53", "fw-2", "this firewall → eth0"],
    ["udp 192.168.0.1 > 192.168.0.2:53", "fw-2", "eth0 → this firewall"],
  ])("%s is asked of %s: %s", async (flow, host, way) => {
    const { fw } = await inFolder();
    const { stdout } = await fw("explain", flow, "-c", SEED);
    expect(stdout).toContain(`${flow} on ${host}`);
    expect(stdout).toContain(way);
  });

  it.each([
    [["ssh please"], "is no flow; expected one like"],
    [["tpc 192.168.2.4 > 192.168.0.3:22"], '"tpc" is no protocol; expected tcp'],
    [["tcp 192.168.2.4 > 192.168.0.3:22", "--node", "fw-3"], "the firewalls: fw-1, fw-2"],
    [["tcp 192.168.2.4 > 192.168.0.3:22", "--state", "open"], "Allowed choices are new"],
    [["timing", "--connections", "many"], "Expected a number of connections"],
  ])("refuses %j", async (argv, complaint) => {
    const { fw } = await inFolder();
    const { code, stderr } = await fw("explain", ...argv, "-c", SEED);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });
});

describe("explain timing", () => {
  it("computes the budget for each number of connections", async () => {
    const { fw } = await inFolder();
    const counts = ["--connections", "0", "60000"];
    const { code, stdout } = await fw("explain", "timing", "-c", SEED, ...counts, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      profile: "hardware",
      budgets: [
        { connections: 0, commitMs: 0, detectionMs: { min: 40.9375, max: 60.9375 } },
        { connections: 60_000, commitMs: 0 },
      ],
      jitter: null,
    });
  });

  it("counts the commit of an external cache", async () => {
    const { fw } = await inFolder();
    const config = SEED.replace(
      /[^/]*$/,
      "packages/fw-config/test/golden/dual-stack/fw.config.yaml",
    );
    const { stdout } = await fw(
      "explain",
      "timing",
      "-c",
      config,
      "--connections",
      "60000",
      "--json",
    );
    expect(JSON.parse(stdout)).toMatchObject({ budgets: [{ commitMs: 600 }] });
  });

  it("says which links announce their loss, and which are waited for", async () => {
    const { fw } = await inFolder();
    const { stdout } = await fw("explain", "timing", "-c", SEED);
    expect(stdout).toMatch(/^detection .* after a crash or the loss of eth0: /m);
    expect(stdout).toMatch(/^announced .* after a stop or the loss of eth1$/m);
    const published = SEED.replace(
      /[^/]*$/,
      "packages/fw-config/test/golden/published/fw.config.yaml",
    );
    const { stdout: silent } = await fw("explain", "timing", "-c", published);
    expect(silent).toMatch(/^detection .* after a crash or the loss of eth1, eth0: /m);
    expect(silent).toMatch(/^announced .* after a stop; the loss of no link is announced$/m);
  });

  it("follows the profile", async () => {
    const { fw } = await inFolder();
    const { stdout } = await fw("explain", "timing", "-c", SEED, "--profile", "tcg");
    expect(stdout).toContain("advert interval  200 ms");
  });
});

describe("matrix", () => {
  it("tells who may reach whom, and can be narrowed", async () => {
    const { fw } = await inFolder();
    const { stdout } = await fw("matrix", "-c", SEED, "--from", "client", "--to", "omarine");
    expect(stdout.trim().split("\n")).toEqual([
      expect.stringMatching(/^from +to +accept +partly +reject +drop$/),
      expect.stringMatching(/^client +omarine +ssh http ftp echo ping +– +– +–$/),
    ]);
    const { stdout: json } = await fw("matrix", "-c", SEED, "--to", "client", "--json");
    const { reach } = JSON.parse(json) as { reach: { verdict: string }[] };
    expect(new Set(reach.map(({ verdict }) => verdict))).toEqual(new Set(["drop"]));
  });

  it("names what is known when asked for something else", async () => {
    const { fw } = await inFolder();
    const { code, stderr } = await fw("matrix", "-c", SEED, "--from", "clinet");
    expect(code).toBe(2);
    expect(stderr).toContain("known here: client-side, server, client, omarine");
  });
});
