import { fileURLToPath } from "node:url";

import { describe, expect, test, vi } from "vitest";

import { defineConfig, render, resolve, type Artifact, type Config } from "../../src/index.ts";
import { inNamespace, missing, withFiles, type Outcome } from "./namespace.ts";

const reason = missing("nft", "ip", "/usr/bin/python3");
if (reason !== undefined) console.warn(`skipped: the path's MTU through a firewall: ${reason}`);

/** Clients on eth0; behind eth1 a router whose far link carries 1,300 bytes. */
const routed: Config = defineConfig({
  name: "mtu",
  networks: {
    inside: { subnet: ["10.0.0.0/24", "2001:db8:1::/64"], bridge: "br0" },
    outside: { subnet: ["192.0.2.0/24", "2001:db8:2::/64"], bridge: "br1" },
    sync: { subnet: "10.255.0.0/30", bridge: "br2" },
  },
  firewall: {
    members: { "fw-1": {}, "fw-2": {} },
    interfaces: {
      eth0: { network: "inside", vip: ["10.0.0.254", "2001:db8:1::ffff"] },
      eth1: { network: "outside", vip: ["192.0.2.254", "2001:db8:2::ffff"] },
      eth2: { network: "sync" },
    },
    routes: [
      { destination: "198.51.100.0/24", via: "192.0.2.9" },
      { destination: "2001:db8:9::/64", via: "2001:db8:2::9" },
    ],
  },
  ha: { stateSync: { network: "sync" } },
  policy: {
    rules: [
      { from: "inside", to: "outside", services: "dns" },
      { from: "any", to: "any", services: "ping", action: "drop" },
    ],
  },
});

const translated: Config = { ...routed, nat: { source: [{ from: "inside", to: "outside" }] } };

const send = fileURLToPath(new URL("path-mtu.py", import.meta.url));

/** client - fw-1 - router - (1,300 bytes) - server, each in a namespace. */
function topology(files: string): string {
  return [
    // Without waiting whether an address is free: nobody else could have it.
    "for name in client fw router server; do ip netns add $name; ip -n $name link set lo up; ip netns exec $name sysctl -qw net.ipv6.conf.default.dad_transmits=0; done",
    "cable() { ip link add $2 netns $1 type veth peer name $4 netns $3; ip -n $1 link set $2 up; ip -n $3 link set $4 up; }",
    "cable client eth0 fw eth0; cable fw eth1 router in; cable router out server eth0; cable fw eth2 router sync",
    "give() { ip -n $1 address add $3 dev $2 $4; }",
    "give client eth0 10.0.0.4/24; give client eth0 2001:db8:1::4/64 nodad",
    "give fw eth0 10.0.0.1/24; give fw eth0 2001:db8:1::1/64 nodad; give fw eth2 10.255.0.1/30",
    "give fw eth0 10.0.0.254/24; give fw eth0 2001:db8:1::ffff/64 nodad",
    "give fw eth1 192.0.2.1/24; give fw eth1 2001:db8:2::1/64 nodad",
    "give fw eth1 192.0.2.254/24; give fw eth1 2001:db8:2::ffff/64 nodad",
    "give router in 192.0.2.9/24; give router in 2001:db8:2::9/64 nodad",
    "give router out 198.51.100.1/24; give router out 2001:db8:9::1/64 nodad",
    "give server eth0 198.51.100.5/24; give server eth0 2001:db8:9::5/64 nodad",
    "ip -n router link set out mtu 1300; ip -n server link set eth0 mtu 1300",
    "way() { ip -n $1 route add $2 via $3; }",
    "way client default 10.0.0.254; way client default 2001:db8:1::ffff",
    "way server default 198.51.100.1; way server default 2001:db8:9::1",
    "way router 10.0.0.0/24 192.0.2.254; way router 2001:db8:1::/64 2001:db8:2::ffff",
    "way fw 198.51.100.0/24 192.0.2.9; way fw 2001:db8:9::/64 2001:db8:2::9",
    "ip netns exec router sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1",
    `ip netns exec fw sysctl -q -p ${files}/etc/sysctl.d/60-fw.conf`,
    `ip netns exec fw nft -f ${files}/etc/nftables.conf`,
  ].join("\n");
}

/** What a machine finds out about the way to the server, for both families. */
function discover(artifacts: readonly Artifact[], from: "client" | "fw"): Outcome {
  return withFiles(artifacts, "fw-1", (files) =>
    inNamespace(
      [
        topology(files),
        ...["198.51.100.5", "2001:db8:9::5"].map(
          (server) => `ip netns exec ${from} /usr/bin/python3 ${send} ${server}`,
        ),
      ].join("\n"),
    ),
  );
}

function artifactsOf(config: Config): readonly Artifact[] {
  const { model, diagnostics } = resolve(config, { profile: "netns" });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return render(model);
}

/** The ruleset without the lines of a kind. */
function without(artifacts: readonly Artifact[], line: string): readonly Artifact[] {
  const removed = artifacts.map((artifact) =>
    artifact.path === "/etc/nftables.conf"
      ? { ...artifact, content: artifact.content.replaceAll(`${line}\n`, "\n") }
      : artifact,
  );
  expect(removed).not.toStrictEqual(artifacts);
  return removed;
}

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(reason !== undefined)("the size that a path can carry is found", () => {
  test.each([
    ["routed", routed, "client"],
    ["with source NAT", translated, "client"],
    ["by the firewall itself", routed, "fw"],
  ] as const)("%s", (_title, config, from) => {
    expect(discover(artifactsOf(config), from)).toStrictEqual({ code: 0, output: "1300\n1300\n" });
  });
});

describe.skipIf(reason !== undefined)("it is not found without", () => {
  test("the line for errors that are forwarded", () => {
    const line = "meta l4proto { icmp, ipv6-icmp } counter accept";
    expect(discover(without(artifactsOf(routed), line), "client").output).toBe("1500\n1500\n");
  });

  test("the line for errors to the firewall", () => {
    const line = "meta l4proto { icmp, ipv6-icmp } ct state related counter accept";
    expect(discover(without(artifactsOf(routed), line), "fw").output).toBe("1500\n1500\n");
  });
});
