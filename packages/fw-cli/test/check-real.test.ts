import { readFileSync } from "node:fs";

import { type Artifact, check, type Model, render } from "fw-config";
import { describe, expect, it, vi } from "vitest";

import { missingPackages } from "../src/packages/packages.ts";
import { keepalivedChecker } from "../src/validators/keepalived.ts";
import { compareSpice } from "../src/validators/qemu-spice.ts";
import { compareNics } from "../src/validators/qemu.ts";
import { requirementsOf, runCheckers } from "../src/validators/run-validators.ts";
import type { CheckerResult } from "../src/validators/validator.ts";
import { SEED } from "./fw.ts";
import { headlessSeed } from "./headless-seed.mjs";
import { recordedIo } from "./io.ts";

vi.setConfig({ testTimeout: 120_000 });

function seedModel(): Model {
  const { model } = check(readFileSync(SEED, "utf8"), { profile: "hardware" });
  if (model === undefined) throw new Error("the seed is valid");
  return model;
}

const model = seedModel();
const env = { PATH: process.env["PATH"] ?? "" };

async function failures(artifacts: readonly Artifact[]): Promise<readonly CheckerResult[]> {
  const results = await runCheckers(model, { io: recordedIo("/", env), artifacts });
  return results.filter(({ status }) => status === "fail");
}

const missing = await missingPackages(env, undefined, requirementsOf(model));
if (missing.length > 0)
  console.warn(`skipped: the real checkers: not installed: ${missing.join(", ")}`);

/** A fault in a file of fw-1, and the checker that must see it. */
const faults: readonly (readonly [string, string, string, string])[] = [
  ["keepalived.conf", "nopreempt", "nopreemt", "keepalived -t"],
  ["conntrackd.conf", "HashLimit", "HashLimt", "conntrackd -s"],
  ["nftables.conf", "goto from-client-side", "goto from-nowhere", "nft -f"],
  [
    "keepalived.service.d/50-fw.conf",
    "[Service]",
    "[Service]\nRestartSecs=1",
    "systemd-analyze verify",
  ],
  ["fw-notify.service", "=yes", "=no", "systemd-analyze security"],
  ["10-eth0.network", "LinkLocalAddressing", "LinkLocalAdressing", "systemd-networkd"],
  ["notify-handler", "esac", "esca", "sh -n"],
];

describe.skipIf(missing.length > 0)("check --real", () => {
  it("sees one fault in each kind of file, and nothing else", async () => {
    const broken = render(model).map((artifact) => {
      const fault = faults.find(([file]) => artifact.path.endsWith(`/${file}`));
      if (artifact.host !== "fw-1" || fault === undefined) return artifact;
      const [, from, to] = fault;
      expect(artifact.content).toContain(from);
      return { ...artifact, content: artifact.content.replaceAll(from, to) };
    });
    const found = await failures(broken);
    expect(found.map(({ checker, host }) => `${host} ${checker}`)).toEqual(
      faults.map(([, , , checker]) => `fw-1 ${checker}`),
    );
    expect(found.every(({ detail }) => detail.length > 0)).toBe(true);
  });

  it("is content with the seed, its machines' command lines included", async () => {
    const results = await runCheckers(model, { io: recordedIo("/", env) });
    expect(results.filter(({ status }) => status !== "pass")).toEqual([]);
    expect(new Set(results.map(({ checker }) => checker)).size).toBe(9);
  });
});

it("asks for the programs that have a file to read, and for no others", () => {
  const packagesOf = (subject: Model): readonly string[] =>
    requirementsOf(subject).map((requirement) => requirement.package);
  const { model: headless } = check(headlessSeed());
  if (headless === undefined) throw new Error("the seed is valid without its screens");
  const usual = packagesOf(headless);
  expect(usual.toSorted()).toEqual([
    "conntrackd",
    "iproute2",
    "keepalived",
    "netbase",
    "nftables",
    "qemu-system-x86",
    "qemu-utils",
    "systemd",
    "systemd",
    "util-linux",
  ]);
  const more = packagesOf(model).filter((name) => !usual.includes(name));
  expect(more.toSorted()).toEqual(["xserver-xorg-core", "xserver-xorg-video-qxl"]);
});

it("skips what is not installed, with the package to install", async () => {
  const absent = { needs: "no-such-program", package: "some-package", purpose: "" };
  const checkers = [{ ...keepalivedChecker, requirements: [absent] }];
  const results = await runCheckers(model, { io: recordedIo("/", env), checkers });
  expect(results).toHaveLength(2);
  expect(results[0]).toEqual({
    checker: "keepalived -t",
    host: "fw-1",
    path: "/etc/keepalived/keepalived.conf",
    status: "skipped",
    detail: expect.stringMatching(
      /no-such-program is not installed; install some-package|namespace/,
    ),
  });
});

describe("compareNics", () => {
  const nics = [{ name: "eth0", bridge: "br0", mac: "52:54:00:00:00:01", tap: "t0" }];
  const line =
    "virtio-net-pci.0: index=0,type=nic,model=virtio-net-pci,macaddr=52:54:00:00:00:01\r\n";
  const tap = " \\ eth0: index=0,type=tap,ifname=t0,script=no,downscript=no\r\n";

  it("finds nothing when qemu made what was meant", () => {
    expect(compareNics(nics, line + tap)).toEqual([]);
  });

  it.each([
    ["another address", line.replace("00:01", "00:02") + tap],
    ["another tap", line + tap.replace("t0", "t1")],
  ])("finds %s", (_what, network) => {
    expect(compareNics(nics, network)).toHaveLength(2);
  });

  it("finds a card that is not there", () => {
    expect(compareNics(nics, "")).toEqual(["lacks the network card eth0 52:54:00:00:00:01 t0"]);
  });
});

describe("compareSpice", () => {
  const spice = {
    video: "qxl",
    clipboard: "off",
    fileTransfer: true,
    heads: 2,
    videoMemoryMiB: 32,
  } as const;
  const usb = { slots: 1, allow: [] };
  const sockets = { spice: "/lab/spice", vnc: "/lab/vnc" };
  const made = {
    server: { enabled: true, host: "/lab/spice" },
    vnc: { enabled: true, service: "/lab/vnc" },
    devices: [
      "video qxl-vga",
      "vdagent-port virtserialport",
      "usb qemu-xhci",
      "tablet usb-tablet",
      "usbredir0-port usb-redir",
    ],
    heads: 2,
    videoMemory: 32,
    filters: ["-1:-1:-1:-1:0"],
  };

  it("finds nothing when qemu made what was meant", () => {
    expect(compareSpice(spice, usb, sockets, made)).toEqual([]);
    const virtio = {
      ...made,
      devices: ["video virtio-vga", ...made.devices.slice(1)],
      videoMemory: 128 * 1024 ** 2,
    };
    expect(compareSpice({ ...spice, video: "virtio" }, usb, sockets, virtio)).toEqual([]);
  });

  it.each([
    ["no server", { ...made, server: { ...made.server, enabled: false } }, "no spice server"],
    ["another socket", { ...made, server: { enabled: true, host: "/tmp/x" } }, "/tmp/x"],
    ["a TCP port", { ...made, server: { ...made.server, port: 5900 } }, "TCP"],
    ["no agent", { ...made, devices: made.devices.toSpliced(1, 1) }, "lacks vdagent-port"],
    ["no USB channel", { ...made, devices: made.devices.slice(0, 4) }, "lacks usbredir0"],
    ["more channels", { ...made, devices: [...made.devices, "usbredir1-port usb-redir"] }, "2 USB"],
    ["fewer screens", { ...made, heads: 1 }, "has 1 screens, not 2"],
    ["other memory", { ...made, videoMemory: 16 }, "has 16 MiB"],
    ["another card", { ...made, devices: ["video VGA", ...made.devices.slice(1)] }, "lacks video"],
    ["a channel that takes all", { ...made, filters: ["-1:-1:-1:-1:1"] }, "takes -1:-1:-1:-1:1"],
    ["no VNC", { ...made, vnc: { enabled: false } }, "no VNC server"],
    ["VNC elsewhere", { ...made, vnc: { enabled: true, service: "/tmp/x" } }, "VNC at /tmp/x"],
  ])("finds %s", (_what, parts, complaint) => {
    expect(compareSpice(spice, usb, sockets, parts).join()).toContain(complaint);
  });
});
