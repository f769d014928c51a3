import { existsSync } from "node:fs";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Driver } from "../../src/drivers/driver.ts";
import { eventually } from "../e2e/eventually.ts";

/** A driver whose lab of the source articles (fw-1, fw-2, client) is ready, with no node started. */
export interface DriverUnderTest {
  readonly driver: Driver;
  dispose(): Promise<void>;
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(
  driver: Driver,
  node: string,
  argv: readonly [string, ...string[]],
  more: { readonly input?: Buffer; readonly signal?: AbortSignal } = {},
): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [text(stdout), text(stderr)];
  const { signal = new AbortController().signal, ...input } = more;
  const end = (): void => void [stdout.end(), stderr.end()];
  const code = await driver.exec(node, { argv, stdout, stderr, signal, ...input }).finally(end);
  return { code, out: await out, err: await err };
}

const never: AbortSignal = new AbortController().signal;

/** What every driver promises. The tests are one story and share one lab. */
export function driverContract(name: string, make: () => Promise<DriverUnderTest>): void {
  describe(`${name} keeps the driver's contract`, { timeout: 120_000 }, () => {
    let lab: DriverUnderTest;
    let driver: Driver;

    beforeAll(async () => {
      lab = await make();
      driver = lab.driver;
    }, 300_000);
    afterAll(() => lab?.dispose());

    const pings = async (from: string, to: string): Promise<boolean> =>
      (await run(driver, from, ["ping", "-n", "-c", "1", "-W", "1", to])).code === 0;

    test("a node that was never started is off, and says so to who wants to use it", async () => {
      expect(await driver.state("fw-1")).toBe("off");
      await expect(run(driver, "fw-1", ["true"])).rejects.toMatchObject({ code: "E_NODE_OFF" });
      await expect(driver.power("fw-1", "off")).rejects.toMatchObject({ code: "E_NODE_OFF" });
      await expect(driver.state("fw-9").then(() => driver.start("fw-9"))).rejects.toMatchObject({
        code: "E_USAGE",
      });
    });

    test("started nodes run and take commands", async () => {
      await Promise.all(["fw-1", "client"].map((node) => driver.start(node)));
      await Promise.all(["fw-1", "client"].map((node) => driver.waitForCommands(node, never)));
      expect(await driver.state("fw-1")).toBe("running");
      expect((await run(driver, "fw-1", ["hostname"])).out.trim()).toBe("fw-1");
    });

    test("both streams and the exit code come back, and the input arrives", async () => {
      const script = "cat; echo to-err >&2; exit 7";
      const input = Buffer.from("wörter\0and bytes\n");
      expect(await run(driver, "client", ["sh", "-c", script], { input })).toEqual({
        code: 7,
        out: input.toString(),
        err: "to-err\n",
      });
      const missing = await run(driver, "client", ["/no/such/program"]);
      expect(missing.code).toBe(127);
    });

    test("output comes while the program runs, and an abort ends the program", async () => {
      const abort = new AbortController();
      const stdout = new PassThrough();
      const argv = ["sh", "-c", "echo first; exec sleep 987"] as const;
      const done = driver.exec("client", {
        argv,
        stdout,
        stderr: new PassThrough(),
        signal: abort.signal,
      });
      const outcome = done.catch((error: unknown) => error);
      for await (const part of stdout) {
        expect(String(part)).toBe("first\n");
        break;
      }
      abort.abort();
      expect(await outcome).toMatchObject({ code: "E_ABORTED" });
      await eventually(
        async () =>
          expect((await run(driver, "client", ["pgrep", "-f", "sleep 987"])).code).toBe(1),
        5_000,
      );
    });

    test("files go in and come out; an absent one is undefined", async () => {
      const content = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 256));
      await driver.copyIn("client", "/run/contract.bin", content, 0o640);
      expect(await driver.readFile("client", "/run/contract.bin")).toEqual(content);
      expect(
        (await run(driver, "client", ["stat", "-c", "%a", "/run/contract.bin"])).out.trim(),
      ).toBe("640");
      expect(await driver.readFile("client", "/run/no-such-file")).toBeUndefined();
    });

    test("a home and a temporary folder are the node's own", async () => {
      const argv = ["sh", "-c", "mktemp -p ~; mktemp -p /tmp; mktemp -p /var/tmp"] as const;
      const made = (await run(driver, "client", argv)).out.trim().split("\n");
      expect(made).toHaveLength(3);
      expect(made.filter((path) => existsSync(path))).toEqual([]);
    });

    test("its addresses are the model's", async () => {
      await eventually(async () => {
        const found = await driver.addresses("client");
        const own = found.find(({ address }) => address === "192.168.2.4/24");
        expect(own?.iface).toBe("eth0");
        expect(own?.mac).toMatch(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
      });
    });

    test("the first firewall becomes primary and routes", async () => {
      await eventually(async () => {
        expect((await driver.readFile("fw-1", "/run/fw-ha/role"))?.toString().trim()).toBe(
          "primary",
        );
        expect(await pings("client", "192.168.0.3")).toBe(true);
      }, 90_000);
    });

    test("a pulled cable carries nothing and the node sees it; plugged in again, it carries", async () => {
      await driver.link("fw-1", "eth1", "down");
      await eventually(async () => {
        expect((await run(driver, "fw-1", ["cat", "/sys/class/net/eth1/carrier"])).out.trim()).toBe(
          "0",
        );
        expect(await pings("client", "192.168.2.1")).toBe(false);
      });
      await driver.link("fw-1", "eth1", "up");
      await eventually(async () => expect(await pings("client", "192.168.2.1")).toBe(true));
      await expect(driver.link("fw-1", "eth9", "down")).rejects.toThrow(/eth9/);
    });

    test("a paused node neither answers nor forwards nor runs; resumed, it goes on as it was", async () => {
      await eventually(async () => expect(await pings("client", "192.168.0.3")).toBe(true));
      await driver.power("fw-1", "pause");
      expect(await driver.state("fw-1")).toBe("paused");
      expect(await pings("client", "192.168.2.1")).toBe(false);
      expect(await pings("client", "192.168.0.3")).toBe(false);
      await expect(run(driver, "fw-1", ["true"])).rejects.toMatchObject({ code: "E_NODE_OFF" });
      await driver.power("fw-1", "resume");
      expect(await driver.state("fw-1")).toBe("running");
      await eventually(async () => expect(await pings("client", "192.168.0.3")).toBe(true));
    });

    test("a program that runs through a pause ends as if nothing had been", async () => {
      const done = run(driver, "fw-1", ["sh", "-c", "sleep 0.5; echo through; exit 3"]);
      await sleep(200);
      await driver.power("fw-1", "pause");
      await sleep(200);
      await driver.power("fw-1", "resume");
      expect(await done).toMatchObject({ code: 3, out: "through\n" });
    });

    test("a paused node can crash, with a program in it", async () => {
      const done = run(driver, "fw-1", ["sleep", "600"]).catch((error: unknown) => error);
      await sleep(200);
      await driver.power("fw-1", "pause");
      await driver.power("fw-1", "off");
      await done;
      expect(await driver.state("fw-1")).toBe("off");
      await driver.power("fw-1", "on");
      await driver.waitForCommands("fw-1", never);
    });

    test("a crash ends the node at once; switched on, it starts afresh", async () => {
      await driver.copyIn("fw-1", "/run/before-the-crash", Buffer.from("x"), 0o600);
      await driver.power("fw-1", "off");
      expect(await driver.state("fw-1")).toBe("off");
      expect(await pings("client", "192.168.2.1")).toBe(false);
      await driver.power("fw-1", "on");
      await driver.waitForCommands("fw-1", never);
      expect(await driver.readFile("fw-1", "/run/before-the-crash")).toBeUndefined();
      await eventually(async () => expect(await pings("client", "192.168.2.1")).toBe(true), 60_000);
    });

    test("an orderly shutdown ends the node", async () => {
      expect(await driver.shutdown("fw-1", 30_000)).toBe(true);
      expect(await driver.state("fw-1")).toBe("off");
    });
  });
}
