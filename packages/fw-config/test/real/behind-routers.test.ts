import { fileURLToPath } from "node:url";

import { describe, expect, test, vi } from "vitest";

import { defineConfig, render, resolve, type Artifact, type Config } from "../../src/index.ts";
import { inNamespace, missing, withFiles } from "./namespace.ts";

const reason = missing("nft", "ip", "/usr/bin/python3");
if (reason !== undefined) console.warn(`skipped: networks behind routers: ${reason}`);

const office: Config = defineConfig({
  name: "office",
  networks: {
    wan: { subnet: "203.0.113.0/28", bridge: "br0" },
    lan: { subnet: "10.20.0.0/24", bridge: "br1" },
    sync: { subnet: "10.255.0.0/30", bridge: "br2" },
  },
  firewall: {
    members: { "fw-1": {}, "fw-2": {} },
    interfaces: {
      eth0: { network: "wan", vip: "203.0.113.5" },
      eth1: { network: "lan", vip: "10.20.0.254" },
      eth2: { network: "sync" },
    },
    routes: [{ destination: "10.30.0.0/16", via: "10.20.0.9" }],
  },
  ha: { stateSync: { network: "sync" } },
  nat: { source: [{ from: "lan", to: "wan" }] },
  policy: {
    rules: [
      { from: "lan", to: "wan", services: "http" },
      { from: "lan", to: "lan", services: "http" },
    ],
  },
});

function artifactsOf(config: Config): readonly Artifact[] {
  const { model, diagnostics } = resolve(config, { profile: "netns" });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return render(model);
}

const program = fileURLToPath(new URL("behind-routers.py", import.meta.url));

/** server - fw - (host and router on one link) - branch, each in a namespace. */
function topology(files: string): readonly string[] {
  return [
    "for name in server fw lan host router branch; do ip netns add $name; ip -n $name link set lo up; done",
    "cable() { ip link add $2 netns $1 type veth peer name $4 netns $3; ip -n $1 link set $2 up; ip -n $3 link set $4 up; }",
    "ip -n lan link add br0 type bridge; ip -n lan link set br0 up",
    "plug() { cable $1 $2 lan $1; ip -n lan link set $1 master br0; }",
    "cable server eth0 fw eth0; plug fw eth1; plug host eth0; plug router eth0; cable router eth1 branch eth0; cable fw eth2 server sync",
    "give() { ip -n $1 address add $3 dev $2; }",
    "give server eth0 203.0.113.9/28; give fw eth0 203.0.113.1/28; give fw eth0 203.0.113.5/28",
    "give fw eth1 10.20.0.1/24; give fw eth1 10.20.0.254/24; give fw eth2 10.255.0.1/30",
    "give host eth0 10.20.0.5/24; give router eth0 10.20.0.9/24; give router eth1 10.30.0.1/16; give branch eth0 10.30.1.10/16",
    "ip -n host route add default via 10.20.0.254; ip -n router route add default via 10.20.0.254; ip -n branch route add default via 10.30.0.1",
    // So that an untranslated connection would be answered, too, and its address seen.
    "ip -n server route add 10.0.0.0/8 via 203.0.113.5",
    "ip -n fw route add 10.30.0.0/16 via 10.20.0.9",
    "ip netns exec router sysctl -qw net.ipv4.ip_forward=1",
    `ip netns exec fw sysctl -q -p ${files}/etc/sysctl.d/60-fw.conf`,
    `ip netns exec fw nft -f ${files}/etc/nftables.conf`,
  ];
}

/** A server listens in a namespace, another asks it: the address that the server saw. */
function seen(artifacts: readonly Artifact[], from: string, to: string, address: string): string {
  return withFiles(artifacts, "fw-1", (files) =>
    inNamespace(
      [
        ...topology(files),
        "mkfifo /run/ready",
        `ip netns exec ${to} /usr/bin/python3 ${program} serve ${address} 80 >/run/ready & server=$!`,
        "read -r _ </run/ready",
        `ip netns exec ${from} /usr/bin/python3 ${program} ask ${address} 80`,
        "kill $server",
      ].join("\n"),
    ).output.trim(),
  );
}

/** The ruleset with one of its lines as it must not be. */
function spoiled(line: string, instead: string): readonly Artifact[] {
  const artifacts = artifactsOf(office);
  const changed = artifacts.map((artifact) => ({
    ...artifact,
    content:
      artifact.path === "/etc/nftables.conf"
        ? artifact.content.replaceAll(line, instead)
        : artifact.content,
  }));
  expect(changed).not.toStrictEqual(artifacts);
  return changed;
}

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(reason !== undefined)("a network behind a router of the LAN", () => {
  test("leaves with the virtual address, as the LAN does", () => {
    const artifacts = artifactsOf(office);
    expect(seen(artifacts, "branch", "server", "203.0.113.9")).toBe("203.0.113.5");
    expect(seen(artifacts, "host", "server", "203.0.113.9")).toBe("203.0.113.5");
  });

  test("would leave with its own address, were the link's subnet all that is translated", () => {
    const artifacts = spoiled(
      'iifname "eth1" oifname "eth0" meta nfproto ipv4',
      'oifname "eth0" ip saddr 10.20.0.0/24',
    );
    expect(seen(artifacts, "branch", "server", "203.0.113.9")).toBe("10.30.1.10");
  });

  test("is reached by a host of the LAN that sends to the virtual address, and back", () => {
    const artifacts = artifactsOf(office);
    expect(seen(artifacts, "host", "branch", "10.30.1.10")).toBe("10.20.0.5");
    expect(seen(artifacts, "branch", "host", "10.20.0.5")).toBe("10.30.1.10");
  });

  test.each([
    [
      "the chain within the LAN",
      '"eth1" . "eth1" : goto from-lan-to-lan',
      '"eth1" . "eth2" : drop',
    ],
    ["the line for its half", 'iifname "eth1" oifname "eth1" ct state invalid counter accept', ""],
  ])("is not reached without %s", (_title, line, instead) => {
    expect(seen(spoiled(line, instead), "host", "branch", "10.30.1.10")).toBe("nothing");
  });
});
