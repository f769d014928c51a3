import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { check } from "fw-config";
import { type Topology, topologyOf, topologySvg } from "fw-config/topology";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

import { launchBrowser } from "../view/browser.ts";
import { fw, fwOk } from "./fw.ts";
import { netnsObstacle, yes } from "./netns-obstacle.ts";
import { SEED_CONFIG } from "./seed-config.ts";

/** A pair between so many networks; wide letters are the worst case for a width that is estimated. */
function topologyOfMany(networks: number): Topology {
  const names = Array.from({ length: networks }, (_, i) => `mwmwm-mwmwm-${i}`);
  const config = {
    name: "many-networks",
    networks: {
      ...Object.fromEntries(
        names.map((name, i) => [name, { subnet: `10.${i}.0.0/24`, bridge: `br${i}` }]),
      ),
      sync: { subnet: "10.255.0.0/30", bridge: "brs" },
    },
    firewall: {
      members: { "mwmwmw-1": {}, "mwmwmw-2": {} },
      interfaces: {
        ...Object.fromEntries(
          names.map((network, i) => [`eth${i}`, { network, vip: `10.${i}.0.1` }]),
        ),
        eth99: { network: "sync" },
      },
      routes: [{ destination: "default", via: "10.1.0.254" }],
    },
    ha: { stateSync: { network: "sync" } },
    hosts: Object.fromEntries(
      names.map((network, i) => [`mwmw${i}`, { network, address: `10.${i}.0.99` }]),
    ),
    policy: { rules: [{ from: names[0] ?? "", to: names[1] ?? "" }] },
  };
  const { model, diagnostics } = check(config);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  const held = model.ha.vips.slice(1).map(({ address }) => address);
  return topologyOf(model, [
    { name: "mwmwmw-1", role: "primary", vips: held },
    { name: "mwmwmw-2", role: "fault", vips: held.slice(1) },
  ]);
}

/** Where something is on a page, and what it says. */
interface Box {
  readonly what: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What is used of an element of the browser's. */
interface Drawn {
  readonly textContent: string;
  getBoundingClientRect(): Omit<Box, "what">;
}

function boxesOf(page: Page, selector: string): Promise<readonly Box[]> {
  return page.locator(selector).evaluateAll((elements) =>
    (elements as unknown as readonly Drawn[]).map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { what: element.textContent, left, right, top, bottom };
    }),
  );
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isInside(a: Box, b: Box): boolean {
  return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
}

describe("the picture of a topology in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each([2, 5, 12])("with %i networks no text leaves its frame or meets another", async (n) => {
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.setContent(topologySvg(topologyOfMany(n)));
    const texts = await boxesOf(page, "text");
    const frames = await boxesOf(page, "rect");
    const faults = texts.flatMap((text, i) => [
      ...texts
        .slice(i + 1)
        .flatMap((other) => (meet(text, other) ? [[text.what, other.what]] : [])),
      ...frames.flatMap((frame) =>
        meet(text, frame) && !isInside(text, frame) ? [[text.what, "its frame"]] : [],
      ),
    ]);
    expect(texts.length).toBeGreaterThan(10 * n);
    expect(faults).toEqual([]);
  });
});

const obstacle = await netnsObstacle();
if (obstacle !== "") console.warn(`skipped: the picture of a lab that runs: ${obstacle}`);

describe.skipIf(obstacle !== "")(`graph --live${obstacle && ` (${obstacle})`}`, () => {
  it("shows the roles and holders of the lab that runs", async () => {
    const dir = await mkdtemp(join(tmpdir(), "fw-graph-"));
    const env = { FW_STATE_DIR: join(dir, "state") };
    onTestFinished(async () => {
      await fw(["down", "--purge"], env);
      await rm(dir, { recursive: true, force: true });
    });
    const none = await fw(["graph", "--live"], env);
    expect([none.exitCode, none.stderr]).toEqual([1, expect.stringContaining("fw up")]);

    await fwOk(["up", "--driver", "netns", "-c", SEED_CONFIG, ...yes], env);
    const file = join(dir, "now.json");
    await fwOk(["graph", "--live", "-o", file], env);
    const { firewalls, networks } = JSON.parse(await readFile(file, "utf8")) as Topology;
    expect(firewalls).toEqual([
      { name: "fw-1", role: "primary" },
      { name: "fw-2", role: "backup" },
    ]);
    expect(networks.flatMap(({ vips }) => vips.map(({ holders }) => holders))).toEqual([
      ["fw-1"],
      ["fw-1"],
    ]);
    expect(await fwOk(["graph", "--live"], env)).toMatch(/◀ VIP 192\.168\.2\.100/);
  });
});
