import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { check } from "fw-config";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";

import { headlessSeed } from "../../test/headless-seed.mjs";
import { bearableInterval } from "../host/jitter.ts";
import { buildCosts } from "../image/space.ts";
import { never } from "../wait-until.ts";
import type { DoctorOptions } from "./checks/finding.ts";
import { judgeSubordinateIds } from "./checks/isolation.ts";
import { judgeJitter } from "./checks/jitter.ts";
import { judgeLimits } from "./checks/limits.ts";
import { cacheSpaceOf, judgeMemory } from "./checks/resources.ts";
import { checkPackages, judgeNode, judgeOs } from "./checks/system.ts";
import { checkUsb } from "./checks/usb.ts";
import { checkViewer } from "./checks/viewer.ts";
import { diagnose } from "./doctor.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-doctor-"));
});
afterEach(() => rm(dir, { recursive: true }));

describe("diagnose", () => {
  it("reports each finding once, with a hint wherever something is wrong", async () => {
    const env = { PATH: dir, XDG_CACHE_HOME: dir };
    const { signal } = new AbortController();
    const stateDir = join(dir, "state");
    const findings = await diagnose({ env, signal, stateDir, model: undefined });
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    for (const { status, hint } of findings) expect(hint === undefined).toBe(status === "ok");
    expect(findings.find(({ id }) => id === "namespaces")?.status).toBe("fail");
    expect(findings.find(({ id }) => id === "accelerator")?.detail).toContain("not known yet");
    expect(findings.find(({ id }) => id === "directories")?.status).toBe("ok");
    for (const id of ["viewer", "usb"]) expect(findings.map((each) => each.id)).not.toContain(id);
  });
});

/** What the checks look at where the seed's client has this screen and these devices. */
function withClient(vm: object): DoctorOptions {
  const seed: unknown = parse(headlessSeed());
  const { hosts } = seed as { readonly hosts: { readonly client: object } };
  const client = { ...hosts.client, vm };
  const config = { ...(seed as object), hosts: { ...hosts, client } };
  const { model } = check(stringify(config));
  if (model === undefined) throw new Error("the config does not resolve");
  const env = { PATH: dir, XDG_CACHE_HOME: dir };
  return { env, signal: never, stateDir: dir, model };
}

describe("what a desktop needs", () => {
  it("is a viewer where a machine has a screen, which is never demanded", async () => {
    expect(await checkViewer(withClient({}))).toBeUndefined();
    const options = withClient({ desktop: true });
    expect(await checkViewer(options)).toMatchObject({
      status: "warn",
      detail: expect.stringContaining("gives a screen to: client"),
      hint: expect.stringMatching(/install.* virt-viewer; .*fw view client --web/),
    });
    await writeFile(join(dir, "remote-viewer"), "", { mode: 0o755 });
    expect(await checkViewer(options)).toMatchObject({ status: "ok" });
  });

  it("is usbredirect where a machine may have devices, which is never demanded", async () => {
    expect(await checkUsb(withClient({ desktop: true }))).toBeUndefined();
    const options = withClient({ desktop: true, usb: { allow: ["*:*"] } });
    expect(await checkUsb(options)).toMatchObject({
      status: "warn",
      detail: "usbredirect is not installed, and the config allows devices to: client",
      hint: expect.stringMatching(/install.* usbredirect; .*fw view client$/),
    });
    await writeFile(join(dir, "usbredirect"), "", { mode: 0o755 });
    expect(await checkUsb(options)).toMatchObject({ status: "ok" });
  });

  it("is openssl where viewers elsewhere may reach a screen, without which it does not start", async () => {
    const local = await checkPackages(withClient({ spice: {} }));
    expect(local.hint).not.toContain("openssl");
    expect(await checkPackages(withClient({ spice: { remote: { port: 5930 } } }))).toMatchObject({
      status: "fail",
      detail: expect.stringContaining("openssl (makes the certificate of a screen)"),
      hint: expect.stringContaining(" openssl"),
    });
  });

  it("is room for another image beside that of the firewalls", () => {
    const { base, desktop } = buildCosts;
    expect(cacheSpaceOf([])).toBe(0);
    expect(cacheSpaceOf([base])).toBe(base.cacheSpace);
    expect(cacheSpaceOf([base, desktop])).toBe(base.bytes + desktop.cacheSpace);
  });
});

describe("judgeNode", () => {
  it.each([
    ["20.18.3", "fail"],
    ["18.20.0", "fail"],
    ["20.19.0", "ok"],
    ["22.0.0", "ok"],
  ])("Node %s is judged %s", (version, status) => {
    expect(judgeNode(version).status).toBe(status);
  });
});

describe("judgeOs", () => {
  it.each([
    ["ID=debian\n", "ok"],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', "ok"],
    ['PRETTY_NAME="Fedora Linux 41"\nID=fedora\n', "warn"],
    ["", "warn"],
  ])("a system that calls itself %j is judged %s", (release, status) => {
    expect(judgeOs(release).status).toBe(status);
  });
});

describe("judgeMemory", () => {
  it.each([
    [1, "fail"],
    [2, "warn"],
    [4, "ok"],
  ])("%d GiB of free memory are judged %s", (available, status) => {
    expect(judgeMemory(available * 1024 ** 3).status).toBe(status);
  });
});

describe("judgeJitter", () => {
  it.each([
    [0.2, 10, "ok"],
    [12, 20, "ok"],
    [45.1, 50, "warn"],
  ])(
    "a host that is %d ms late bears adverts every %d ms, which is judged %s",
    (jitter, interval, status) => {
      expect(bearableInterval(jitter)).toBe(interval);
      expect(judgeJitter(jitter).status).toBe(status);
      expect(judgeJitter(jitter).detail).toContain(`every ${interval} ms`);
    },
  );
});

describe("judgeSubordinateIds", () => {
  const user = { username: "ann", uid: 1000 };
  it.each([
    ["ann:100000:65536\n", "ann:100000:65536\n", "ok"],
    ["1000:100000:65536\n", "ann:100000:65536\n", "ok"],
    ["ann:100000:65536\n", "", "fail"],
    ["bob:100000:65536\n", "bob:100000:65536\n", "fail"],
    ["ann:100000:1000\n", "ann:100000:1000\n", "fail"],
  ])("the subordinate ids %j and %j are judged %s", (uids, gids, status) => {
    expect(judgeSubordinateIds(uids, gids, user).status).toBe(status);
  });
});

describe("judgeLimits", () => {
  it("warns that machines have no control group, and says why", () => {
    expect(judgeLimits(undefined).status).toBe("ok");
    expect(judgeLimits("no systemd")).toMatchObject({
      status: "warn",
      detail: expect.stringContaining("no systemd"),
    });
  });
});
