import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { check, type Config } from "fw-config";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { figuresOf } from "../../src/proof/analysis/figures.ts";
import { quantiles } from "../../src/proof/analysis/quantiles.ts";
import { prove } from "../../src/proof/prove.ts";
import { eventually } from "./eventually.ts";
import { fw, fwOk, type RunningFw, startFw } from "./fw.ts";
import { netnsObstacle, yes } from "./netns-obstacle.ts";
import { SEED_CONFIG } from "./seed-config.ts";

// Only root's nodes have a second user.
const obstacle = process.getuid?.() === 0 ? await netnsObstacle() : "not root";

const EXAMPLE = new URL("../../../fw-config/test/golden/cloud/fw.config.yaml", import.meta.url);
const PROGRAM = new URL("../../../../docs/fw-config/take-address.sh", import.meta.url);

/** A provider's interface: who asked last has the address. It is slow, as such things are. */
const PROVIDER = `
import http.server, time
class Provider(http.server.BaseHTTPRequestHandler):
    def do_PUT(self):
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        time.sleep(0.2)
        open("/tmp/owners", "a").write(self.path + " " + asked + "\\n")
        self.send_response(204)
        self.end_headers()
http.server.HTTPServer(("10.46.1.9", 8000), Provider).serve_forever()
`;

/**
 * With few trials the phase of the adverts, 10 ms, is most of the difference; a takeover that waited
 * for one of the hooks would be late by a second.
 */
const TRIALS = Number(process.env["FW_HOOK_TRIALS"] ?? 2);
const MOST_MS = TRIALS >= 5 ? 2 : 30;
const TEST_MS = 120_000 + 60_000 * TRIALS;

describe.skipIf(obstacle !== "")(`hooks${obstacle && ` (${obstacle})`}`, () => {
  let dir: string;
  let env: Record<string, string>;
  let provider: RunningFw | undefined;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "fw-hooks-"));
    env = { FW_STATE_DIR: dir };
  });
  afterEach(async () => {
    await fw(["down", "--purge"], env);
    await provider?.result;
    await rm(dir, { recursive: true, force: true });
  });

  const on = (node: string, ...argv: string[]): Promise<string> =>
    fwOk(["exec", node, "--", ...argv], env);
  const install = (node: string, path: string, text: string): Promise<string> =>
    on(node, "sh", "-c", 'printf %s "$2" >"$1" && chmod 755 "$1"', "sh", path, text);
  const owners = async (): Promise<readonly string[]> =>
    (await on("provider", "cat", "/tmp/owners")).split("\n");

  it("moves a floating address to whichever firewall is primary, and what hangs to neither", async () => {
    const up = await fw(["up", "--driver", "netns", "--config", EXAMPLE.pathname, ...yes], env);
    expect([up.exitCode, up.stdout + up.stderr]).toEqual([
      0,
      expect.stringContaining("left has no program /usr/local/bin/take-address"),
    ]);
    provider = startFw(["exec", "provider", "--", "python3", "-c", PROVIDER], env);
    const program = await readFile(PROGRAM, "utf8");
    for (const node of ["left", "right"]) {
      await install(node, "/usr/local/bin/take-address", program);
      await install(node, "/usr/local/bin/tell-the-watch", "#!/bin/sh\nid -un >&2\nsleep 60");
    }
    await fwOk(["switchover"], env);
    await eventually(async () => {
      expect(await owners()).toEqual(["/floating-addresses/198.51.100.7 server=right"]);
    });
    await fwOk(["power", "right", "off"], env);
    await eventually(async () => {
      expect((await owners()).at(-1)).toBe("/floating-addresses/198.51.100.7 server=left");
    });
    const said = await fwOk(["logs", "left"], env);
    expect(said).toContain("hook tell-the-watch: begins for the role backup");
    expect(said).toContain("hook tell-the-watch: daemon");
    // The change to primary ended what hung.
    expect(said).toContain("a hook of the role backup was still running and is killed");
    expect(said).toContain("hook floating-address: ended with code 0");
    expect((await fw(["exec", "left", "--", "pgrep", "-u", "daemon"], env)).stdout).toBe("");
  });

  it(
    "takes over as fast beside hooks that hang, flood and fork as without any",
    async () => {
      const { config } = check(await readFile(SEED_CONFIG, "utf8"));
      if (config === undefined) throw new Error("the seed is not valid");
      const roles = { on: ["primary", "backup", "fault"], timeoutSeconds: 300 } as const;
      const hooks = {
        hangs: { ...roles, run: ["/bin/sleep", "300"] },
        floods: { ...roles, run: "/usr/bin/yes" },
        forks: { ...roles, run: ["/bin/sh", "-c", "while :; do sleep 300 & done"] },
      };
      const hooked: Config = { ...config, ha: { ...config.ha, hooks } };
      const loss = { without: [] as number[], with: [] as number[] };
      for (let round = 0; round < 2; round += 1) {
        loss.without.push(...(await losses(config)));
        loss.with.push(...(await losses(hooked)));
      }
      const [without, beside] = [quantiles(loss.without), quantiles(loss.with)];
      if (without === undefined || beside === undefined) throw new Error("nothing was measurable");
      const more = beside.median - without.median;
      console.log(
        `UDP loss at a power-off: median ${without.median.toFixed(1)} ms without hooks, ${beside.median.toFixed(1)} ms beside three bad ones (${more.toFixed(1)} ms more, ratio ${(beside.median / without.median).toFixed(2)}), ${beside.count} trials each`,
      );
      expect(more).toBeLessThanOrEqual(MOST_MS);
    },
    TEST_MS,
  );
});

async function losses(config: Config): Promise<readonly number[]> {
  const groups = await prove(config, {
    modes: ["routed"],
    faults: ["power-off"],
    trials: TRIALS,
    flows: 4,
    tcpIntervalMs: 10,
    signal: new AbortController().signal,
    random: Math.random,
  });
  return groups.flatMap((group) => figuresOf(group).udpLossMs);
}
