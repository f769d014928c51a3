import { describe, expect, test } from "vitest";

import { render, type Model, type Node, type TimingProfile } from "../../src/index.ts";
import { exampleModel, examples } from "../artifacts.ts";
import {
  checkConntrackd,
  checkExposure,
  checkHandler,
  checkKeepalived,
  checkNetworkd,
  checkNftables,
  checkUnits,
  kernelHasFlowtables,
} from "./checkers.ts";
import { inNamespace, missing, withFiles, type Outcome } from "./namespace.ts";

const reason = missing("keepalived", "conntrackd", "nft", "systemd-analyze");
if (reason !== undefined) console.warn(`skipped: the daemons' own checks: ${reason}`);

const kernelHasVlans =
  reason === undefined &&
  inNamespace(undefined, "ip link add link lo name lo.1 type vlan id 1").code === 0;
if (!kernelHasVlans) console.warn("skipped: addresses on VLANs: this kernel has no VLANs");

const kernelHasBonds =
  reason === undefined && inNamespace(undefined, "ip link add bond1 type bond").code === 0;
if (!kernelHasBonds) console.warn("skipped: addresses on bonds: this kernel has no bonds");
if (!kernelHasFlowtables) {
  console.warn("skipped: loading flowtables: this kernel has none; their syntax is checked");
}

/** Interfaces that this kernel cannot make. */
const impossible: ReadonlySet<string> = new Set([
  ...(kernelHasVlans ? [] : ["vlan"]),
  ...(kernelHasBonds ? [] : ["bond"]),
]);

const profiles: readonly TimingProfile[] = ["hardware", "netns"];

/** The published example has weaknesses that keepalived reports; it has a test of its own. */
const sound = examples.filter((name) => name !== "published");

const cases = sound.flatMap((name) => profiles.map((profile) => ({ name, profile })));

function firewallsOf(model: Model): readonly Node[] {
  return model.nodes.filter((node) => node.kind === "firewall");
}

describe.skipIf(reason !== undefined).each(cases)("$name on $profile", ({ name, profile }) => {
  const model = exampleModel(name, profile);
  const artifacts = render(model);

  test.each(firewallsOf(model))("the daemons accept the files of $name", (node) => {
    withFiles(artifacts, node.name, (files) => {
      expect(checkKeepalived(node, files)).toStrictEqual({ code: 0, output: "" });
      expect(checkConntrackd(node, files)).toMatchObject({ code: 0 });
      expect(checkNftables(node, files)).toMatchObject({ code: 0 });
    });
  });
});

describe.skipIf(reason !== undefined).each(sound)("%s", (name) => {
  const model = exampleModel(name);
  const artifacts = render(model);
  const machines = model.nodes.filter((node) => node.vm !== undefined);

  test.each(firewallsOf(model))("systemd accepts the units of $name and ours is safe", (node) => {
    withFiles(artifacts, node.name, (files) => {
      expect(checkUnits(files)).toStrictEqual({ code: 0, output: "" });
      expect(checkExposure(files)).toMatchObject({ code: 0 });
      expect(checkHandler(files)).toStrictEqual({ code: 0, output: "" });
    });
  });

  test.each(machines)("networkd accepts the files of $name", (node) => {
    withFiles(artifacts, node.name, (files) => {
      const { code, output } = checkNetworkd(node, files);
      expect(code).toBe(0);
      const configured = node.interfaces.filter(({ kind }) => !impossible.has(kind));
      for (const { name: own, addresses } of configured) {
        const line = output.split("\n").find((text) => text.split(/[\s@]/)[0] === own) ?? "";
        expect(addresses.filter((address) => !line.includes(` ${address} `))).toStrictEqual([]);
      }
    });
  });
});

test.skipIf(reason !== undefined)("networkd makes the bridges and taps of the lab", () => {
  const model = exampleModel("seed");
  const { code, output } = withFiles(render(model), "host", (files) =>
    checkNetworkd(undefined, files),
  );
  expect(code).toBe(0);
  const names = [
    ...model.networks.map(({ bridge }) => bridge),
    ...model.nodes.flatMap(({ nics }) => nics.map(({ tap }) => tap)),
  ];
  expect(names).toHaveLength(10);
  const made = new Set(output.split("\n").map((line) => line.split(/\s/)[0]));
  expect(names.filter((name) => !made.has(name))).toStrictEqual([]);
  expect(output).toMatch(/^br0 .*192\.168\.0\.3\/24/m);
  expect(output).not.toMatch(/^br1 .*192\.168/m);
});

describe.skipIf(reason !== undefined)("the published example", () => {
  const model = exampleModel("published");
  const artifacts = render(model);

  test.each(firewallsOf(model))("has on $name the complaints that its warnings name", (node) => {
    withFiles(artifacts, node.name, (files) => {
      const { code, output } = checkKeepalived(node, files);
      const complaints = output
        .trim()
        .split("\n")
        .map((line) => line.replace(/^\(.*?\) /, ""));
      expect(code).toBe(5);
      expect(complaints).toStrictEqual([
        "(VI_1) unknown state 'SLAVE', defaulting to BACKUP",
        "Truncating auth_pass to 8 characters",
        "(VI_2) unknown state 'SLAVE', defaulting to BACKUP",
        "Truncating auth_pass to 8 characters",
      ]);
      expect(checkConntrackd(node, files)).toMatchObject({ code: 0 });
      expect(checkNftables(node, files)).toMatchObject({ code: 0 });
    });
  });
});

/** A fault in a file of fw-1, and the checker that must see it. */
type Fault = readonly [string, string, string, (node: Node, files: string) => Outcome];

const seedFaults: readonly Fault[] = [
  ["keepalived.conf", "nopreempt", "nopreemt", checkKeepalived],
  ["keepalived.conf", "interface eth0", "interface eth9", checkKeepalived],
  ["conntrackd.conf", "HashLimit", "HashLimt", checkConntrackd],
  ["conntrackd.conf", "Interface eth2", "Interface eth9", checkConntrackd],
  ["nftables.conf", "policy drop", "policy dorp", checkNftables],
  ["nftables.conf", "goto from-client-side", "goto from-nowhere", checkNftables],
  ["fw-notify.service", "RestartSec", "RestartSecs", (_node, files) => checkUnits(files)],
  ["fw-notify.service", "=yes", "=no", (_node, files) => checkExposure(files)],
  ["10-eth0.network", "LinkLocalAddressing", "LinkLocalAdressing", checkNetworkd],
  ["notify-handler", "esac", "esca", (_node, files) => checkHandler(files)],
];

const redundantFaults: readonly Fault[] = [
  ["keepalived.conf", "auth_hmac", "auth_hmca", checkKeepalived],
  ["keepalived.conf", "nopreempt", "nopreemt", checkKeepalived],
  ["conntrackd.conf", "Multicast Default", "Multicast Defualt", checkConntrackd],
  ["conntrackd.conf", "Interface eth5", "Interface eth9", checkConntrackd],
  ["nftables.conf", "hook ingress", "hook ingres", checkNftables],
  ["nftables.conf", "flow add @fastpath", "flow ad @fastpath", checkNftables],
  ["nftables.conf", "@fast-pairs", "@slow-pairs", checkNftables],
  ["nftables.conf", "goto from-lan", "goto from-nowhere", checkNftables],
  ["10-bond0.netdev", "MIIMonitorSec", "MIIMonitorSecs", checkNetworkd],
  ["10-bond0.netdev", "active-backup", "active-spare", checkNetworkd],
  ["10-eth3.network", "PrimarySlave", "PrimarySlaves", checkNetworkd],
];

describe.skipIf(reason !== undefined).each([
  ["seed", seedFaults],
  ["redundant", redundantFaults],
] as const)("the checkers of %s", (name, faults) => {
  const model = exampleModel(name);
  const [node] = firewallsOf(model);

  test.each(faults)("see in %s that %j is %j", (file, from, to, check) => {
    if (node === undefined) throw new Error("an example has firewalls");
    const broken = render(model).map((artifact) =>
      artifact.path.endsWith(`/${file}`)
        ? { ...artifact, content: artifact.content.replaceAll(from, to) }
        : artifact,
    );
    expect(broken).not.toStrictEqual(render(model));
    const { code } = withFiles(broken, node.name, (files) => check(node, files));
    expect(code).not.toBe(0);
  });
});
