import { readFileSync } from "node:fs";

import { check, render } from "fw-config";
import { expect, test } from "vitest";

import { nodeServices, unitCommands } from "./services.ts";

const seed = new URL("../../../../../fw.config.yaml", import.meta.url);
const { model } = check(readFileSync(seed, "utf8"), { file: "fw.config.yaml", profile: "netns" });
const artifacts = model ? render(model) : [];
const of = (host: string) => nodeServices(artifacts.filter((artifact) => artifact.host === host));

test("a firewall runs what its targets want, in the order of its units", () => {
  expect(of("fw-1").map(({ name }) => name)).toEqual([
    "conntrackd",
    "fw-notify",
    "fw-sync-watch",
    "keepalived",
  ]);
});

test("a rendered unit gives the command, what precedes it and its directory", () => {
  const notify = of("fw-1").find(({ name }) => name === "fw-notify");
  expect(notify?.command).toBe("/usr/local/lib/fw/notify-handler");
  expect(notify?.runtimeDirectories).toEqual(["fw-ha"]);
  expect(notify?.before.join()).toContain("mkfifo");
});

test("what a drop-in adds before the start and after the end is run; a leading minus forgives", () => {
  const unit = (path: string, content: string) => ({ host: "n", path, mode: 0o644, content });
  const [keepalived] = nodeServices([
    unit("/etc/systemd/system/multi-user.target.d/x.conf", "[Unit]\nWants=keepalived.service\n"),
    unit(
      "/etc/systemd/system/keepalived.service.d/50-fw.conf",
      "[Service]\nExecStartPre=-/bin/rm x\nExecStopPost=/bin/echo gone\nRestartSec=2\n",
    ),
  ]);
  expect(keepalived).toMatchObject({
    before: ["/bin/rm x || true"],
    after: ["/bin/echo gone"],
    restartSeconds: 2,
  });
});

test("keepalived starts again after what its unit says", () => {
  expect(of("fw-1").map(({ restartSeconds }) => restartSeconds)).toEqual([0.1, 1, 1, 0.1]);
});

test("a restart of the ruleset's oneshot stops it first, unless a drop-in empties that", () => {
  const dropIn = (content: string) => [
    { host: "n", path: "/etc/systemd/system/nftables.service.d/50-fw.conf", mode: 0o644, content },
  ];
  const restart = (content: string) =>
    unitCommands(dropIn(content), "nftables", ["ExecStop", "ExecStart"]);
  const load = "/usr/sbin/nft -f /etc/nftables.conf";
  expect(restart("[Unit]\n")).toEqual(["/usr/sbin/nft flush ruleset", load]);
  expect(restart("[Service]\nExecStop=\n")).toEqual([load]);
  expect(restart("[Service]\nExecStop=\nExecStop=-/bin/true\n")).toEqual([
    "/bin/true || true",
    load,
  ]);
});

test("a client runs nothing", () => {
  expect(of("client")).toEqual([]);
});

test("a service without a command is a bug, not a silent omission", () => {
  const path = "/etc/systemd/system/multi-user.target.d/x.conf";
  const target = { host: "n", path, mode: 0o644, content: "[Unit]\nWants=mystery.service\n" };
  expect(() => nodeServices([target])).toThrow(/mystery/);
});
