import { describe, expect, test } from "vitest";

import { render, type TimingProfile } from "../../src/index.ts";
import { exampleModel, examples } from "../artifacts.ts";
import {
  checkConntrackd,
  checkExposure,
  checkHandler,
  checkKeepalived,
  checkNetworkd,
  checkNftables,
  checkUnits,
} from "./checkers.ts";
import { missing, withFiles } from "./namespace.ts";

const reason = missing("keepalived", "conntrackd", "nft", "systemd-analyze");
if (reason !== undefined) console.warn(`skipped: the daemons' own checks: ${reason}`);

const profiles: readonly TimingProfile[] = ["hardware", "netns"];

const cases = examples.flatMap((name) => profiles.map((profile) => ({ name, profile })));

describe.skipIf(reason !== undefined).each(cases)("$name on $profile", ({ name, profile }) => {
  const model = exampleModel(name, profile);
  const artifacts = render(model);
  const firewalls = model.nodes.filter((node) => node.kind === "firewall");

  test.each(firewalls)("keepalived accepts the file of $name", (node) => {
    const outcome = withFiles(artifacts, node.name, (files) => checkKeepalived(node, files));
    expect(outcome).toStrictEqual({ code: 0, output: "" });
  });

  test.each(firewalls)("conntrackd accepts the file of $name", (node) => {
    const outcome = withFiles(artifacts, node.name, (files) => checkConntrackd(node, files));
    expect(outcome).toMatchObject({ code: 0 });
  });

  test.each(firewalls)("nft loads the ruleset of $name", (node) => {
    const outcome = withFiles(artifacts, node.name, checkNftables);
    expect(outcome).toMatchObject({ code: 0 });
  });
});

describe.skipIf(reason !== undefined).each(examples)("%s", (name) => {
  const model = exampleModel(name);
  const artifacts = render(model);
  const firewalls = model.nodes.filter((node) => node.kind === "firewall");
  const machines = model.nodes.filter((node) => node.vm !== undefined);

  test.each(firewalls)("systemd accepts the units of $name", (node) => {
    const outcome = withFiles(artifacts, node.name, checkUnits);
    expect(outcome).toStrictEqual({ code: 0, output: "" });
  });

  test.each(firewalls)("our own unit on $name is hardly exposed", (node) => {
    const outcome = withFiles(artifacts, node.name, checkExposure);
    expect(outcome).toMatchObject({ code: 0 });
  });

  test.each(machines)("networkd accepts the files of $name", (node) => {
    const outcome = withFiles(artifacts, node.name, (files) => checkNetworkd(node, files));
    expect(outcome).toMatchObject({ code: 0 });
  });

  test.each(firewalls)("the shell accepts the handler of $name", (node) => {
    const outcome = withFiles(artifacts, node.name, checkHandler);
    expect(outcome).toStrictEqual({ code: 0, output: "" });
  });
});
