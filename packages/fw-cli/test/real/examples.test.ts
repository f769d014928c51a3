import { render } from "fw-config";
import { describe, expect, it, vi } from "vitest";

import { conntrackdChecker } from "../../src/validators/conntrackd.ts";
import { keepalivedChecker } from "../../src/validators/keepalived.ts";
import { networkdChecker } from "../../src/validators/networkd.ts";
import { nftablesChecker } from "../../src/validators/nftables.ts";
import { shellChecker } from "../../src/validators/shell.ts";
import { securityChecker } from "../../src/validators/systemd-security.ts";
import { unitChecker } from "../../src/validators/systemd-units.ts";
import type { Checker } from "../../src/validators/validator.ts";
import { xorgChecker } from "../../src/validators/xorg.ts";
import { complaints, exampleModel, examples, obstacle } from "./examples.ts";

vi.setConfig({ testTimeout: 120_000 });

if (obstacle !== undefined) console.warn(`skipped: the daemons' own checks: ${obstacle}`);

describe.skipIf(obstacle !== undefined)("the programs that read the files", () => {
  const sound = examples.filter((name) => name !== "published");

  it.each(sound)("accept every file of the example %s", async (name) => {
    expect(await complaints(exampleModel(name))).toEqual([]);
  });

  it.each(sound)("accept the fast timers of %s in namespaces", async (name) => {
    const checkers = [keepalivedChecker, conntrackdChecker];
    expect(await complaints(exampleModel(name, "netns"), { checkers })).toEqual([]);
  });

  it("complain about the published example as its warnings say", async () => {
    const found = await complaints(exampleModel("published"));
    expect(found.map(({ checker }) => checker)).toEqual(["keepalived -t", "keepalived -t"]);
    for (const { detail } of found) {
      const lines = detail.split("\n").map((line) => line.replace(/^\(.*?\) /, ""));
      expect(lines).toEqual([
        "(VI_1) unknown state 'SLAVE', defaulting to BACKUP",
        "Truncating auth_pass to 8 characters",
        "(VI_2) unknown state 'SLAVE', defaulting to BACKUP",
        "Truncating auth_pass to 8 characters",
      ]);
    }
  });
});

/** A fault in a file, and the checker that must see it. */
type Fault = readonly [file: string, right: string, wrong: string, checker: Checker];

/** In the fw-1 of the seed. */
const faults: readonly Fault[] = [
  ["keepalived.conf", "nopreempt", "nopreemt", keepalivedChecker],
  ["keepalived.conf", "interface eth0", "interface eth9", keepalivedChecker],
  ["conntrackd.conf", "HashLimit", "HashLimt", conntrackdChecker],
  ["conntrackd.conf", "Interface eth2", "Interface eth9", conntrackdChecker],
  ["nftables.conf", "policy drop", "policy dorp", nftablesChecker],
  ["nftables.conf", "goto from-client-side", "goto from-nowhere", nftablesChecker],
  ["fw-notify.service", "RestartSec", "RestartSecs", unitChecker],
  ["keepalived.service.d/50-fw.conf", "[Service]", "[Service]\nRestartSecs=1", unitChecker],
  ["fw-notify.service", "=yes", "=no", securityChecker],
  ["10-eth0.network", "LinkLocalAddressing", "LinkLocalAdressing", networkdChecker],
  ["10-eth1.network", "192.168.2.1/", "192.168.2.7/", networkdChecker],
  ["10-eth1.network", "Name=eth1", "Name=eth5", networkdChecker],
  ["notify-handler", "esac", "esca", shellChecker],
];

/** In the seed's client, which has a qxl card. */
const qxlFaults: readonly Fault[] = [
  ["xorg.conf", "Driver", "Drivver", xorgChecker],
  ["xorg.conf", 'Driver "qxl"', 'Driver "qxxl"', xorgChecker],
  ["xorg.conf", 'Device "video"', 'Device "vidoe"', xorgChecker],
  ["xorg.conf", "EndSection", "", xorgChecker],
];

/** In the client of the example with a virtio card. */
const virtioFaults: readonly Fault[] = [
  ["xorg.conf", '"modesetting"', '"modesettings"', xorgChecker],
];

/** In the fw-1 of the example that has two of everything. */
const redundantFaults: readonly Fault[] = [
  ["keepalived.conf", "auth_hmac", "auth_hmca", keepalivedChecker],
  ["keepalived.conf", "nopreempt", "nopreemt", keepalivedChecker],
  ["conntrackd.conf", "Multicast Default", "Multicast Defualt", conntrackdChecker],
  ["conntrackd.conf", "Interface eth5", "Interface eth9", conntrackdChecker],
  ["nftables.conf", "hook ingress", "hook ingres", nftablesChecker],
  ["nftables.conf", "flow add @fastpath", "flow ad @fastpath", nftablesChecker],
  ["nftables.conf", "@fast-pairs", "@slow-pairs", nftablesChecker],
  ["nftables.conf", "goto from-lan", "goto from-nowhere", nftablesChecker],
  ["10-bond0.netdev", "MIIMonitorSec", "MIIMonitorSecs", networkdChecker],
  ["10-bond0.netdev", "active-backup", "active-spare", networkdChecker],
  ["10-eth3.network", "PrimarySlave", "PrimarySlaves", networkdChecker],
];

/** On the machine that runs the lab. */
const hostFaults: readonly Fault[] = [
  ["30-br1.netdev", "Kind=bridge", "Kind=brigde", networkdChecker],
  ["30-br1.netdev", "Name=br1", "Name=br7", networkdChecker],
  ["30-br0.network", "192.168.0.3/", "192.168.0.7/", networkdChecker],
];

const allFaults = [
  ...faults.map((fault) => ["seed", "fw-1", ...fault] as const),
  ...redundantFaults.map((fault) => ["redundant", "fw-1", ...fault] as const),
  ...qxlFaults.map((fault) => ["seed", "client", ...fault] as const),
  ...virtioFaults.map((fault) => ["desktop", "client", ...fault] as const),
  ...hostFaults.map((fault) => ["seed", "host", ...fault] as const),
];

it.skipIf(obstacle !== undefined).each(allFaults)(
  "%s: its checker sees in %s's %s that %j is %j",
  async (example, host, file, right, wrong, checker) => {
    const model = exampleModel(example);
    const files = render(model);
    const broken = files.map((artifact) =>
      artifact.host === host && artifact.path.endsWith(`/${file}`)
        ? { ...artifact, content: artifact.content.replaceAll(right, wrong) }
        : artifact,
    );
    expect(broken).not.toEqual(files);
    const found = await complaints(model, { artifacts: broken, checkers: [checker] });
    expect(found).toEqual([expect.objectContaining({ host, status: "fail" })]);
    expect(found[0]?.detail).toMatch(/./);
  },
);
