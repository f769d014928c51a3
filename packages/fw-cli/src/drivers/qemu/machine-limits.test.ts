import { execa } from "execa";
import { expect, test } from "vitest";

import { controlGroups, withLimits } from "./machine-limits.ts";

const SMALL = { memoryMiB: 128, cpus: 1 };

/** Runs a shell script as qemu would run. */
async function limited(script: string, before: readonly string[] = []) {
  const [file = "", ...args] = withLimits(SMALL, [SMALL], [...before, "sh", "-c", script]);
  return execa(file, args, { reject: false, timeout: 60_000 });
}

test("a machine's qemu gets memory for its guest and itself, and leaves no core file", async () => {
  const { stdout } = await limited("ulimit -d; ulimit -c");
  const mib = 128 + 1024 + 129 * 8;
  expect(stdout).toBe(`${mib * 1024}\n0`);
});

test("a machine's qemu cannot take more memory than that", { timeout: 60_000 }, async () => {
  const take = (size: string) => `dd if=/dev/zero of=/dev/null bs=${size} count=1 status=none`;
  expect(await limited(take("512M"))).toMatchObject({ exitCode: 0, stderr: "" });
  expect((await limited(take("3G"))).stderr).toContain("memory exhausted");
});

test.runIf(process.getuid?.() === 0)(
  "a machine's qemu cannot start threads without end",
  { timeout: 60_000 },
  async () => {
    const asLab = ["setpriv", "--reuid=1999999999", "--clear-groups"];
    const start = (count: number) => `for i in $(seq ${count}); do sleep 0.5 & done; wait`;
    expect(await limited(start(200), asLab)).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await limited(start(300), asLab)).stderr).toContain("Cannot fork");
  },
);

test("an id that others have too gets no limit of its number of processes", () => {
  expect(withLimits(SMALL, undefined, ["qemu"]).join(" ")).not.toContain("nproc");
});

test.each([
  ["has control groups", undefined, "systemd-run"],
  ["has none", "no systemd", "qemu"],
])("a host that %s is probed once, however many machines start", async (_, obstacle, program) => {
  let probes = 0;
  const ownGroup = controlGroups(async () => {
    probes += 1;
    return obstacle;
  });
  const groups = await Promise.all([ownGroup(SMALL), ownGroup(SMALL)]);
  groups.push(await ownGroup(SMALL));
  expect(groups.map((group) => group(["qemu"])[0])).toEqual([program, program, program]);
  expect(probes).toBe(1);
});
