import { readFile, stat } from "node:fs/promises";

import { expect, test } from "vitest";

import { capture } from "../../src/drivers/capture.ts";
import { logFiles } from "../../src/host/capped-log.ts";
import { never } from "../../src/wait-until.ts";
import { driverContract } from "./driver-contract.ts";
import { makeNetnsLab } from "./netns-lab.ts";

if (process.getuid?.() === 0) driverContract("netns as root", () => makeNetnsLab(false));
// Also when root runs the tests: inside, root has no more rights than an ordinary user's.
driverContract("netns in a user namespace", () => makeNetnsLab(true));

test("a node that floods its log and its folders in memory fills neither disk nor memory", async () => {
  const lab = await makeNetnsLab(true);
  const { driver, paths } = lab;
  try {
    await driver.start("fw-1");
    const run = (script: string): Promise<{ readonly exitCode: number }> =>
      capture(driver, "fw-1", ["sh", "-c", script], never);
    const logs = logFiles(paths.node("fw-1").consoleLog);
    const [log = ""] = logs;
    await expect.poll(() => readFile(log, "utf8")).toContain("Starting Keepalived");
    await run("seq 1 3000000 >/proc/1/fd/1; echo the end >/proc/1/fd/1");
    await expect.poll(() => readFile(log, "utf8")).toContain("\nthe end\n");
    for (const file of logs) expect((await stat(file)).size).toBeLessThanOrEqual(4 * 1024 ** 2);
    for (const folder of ["/dev/shm", "/home", "/root", "/run", "/tmp", "/var/tmp"]) {
      const { exitCode } = await run(`head -c 65MB /dev/zero >${folder}/flood`);
      expect([folder, exitCode]).toEqual([folder, 0]);
      const more = await run(`head -c 70MB /dev/zero >${folder}/flood`);
      await run(`rm ${folder}/flood`);
      expect([folder, more.exitCode]).toEqual([folder, 1]);
    }
  } finally {
    await lab.dispose();
  }
});
