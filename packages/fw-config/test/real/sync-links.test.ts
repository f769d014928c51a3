import { describe, expect, test, vi } from "vitest";

import { defineConfig, render, resolve, type Artifact, type Config } from "../../src/index.ts";
import { inNamespace, missing, withFiles } from "./namespace.ts";

const reason = missing("conntrackd", "conntrack", "nft", "ip", "nsenter");
if (reason !== undefined) console.warn(`skipped: conntrackd on two links: ${reason}`);

function pair(network: string | readonly string[], transport: "multicast" | "unicast"): Config {
  return defineConfig({
    name: "links",
    networks: {
      lan: { subnet: "10.0.0.0/24", bridge: "br0" },
      wan: { subnet: "192.0.2.0/24", bridge: "br1" },
      first: { subnet: "10.255.0.0/30", bridge: "br2" },
      second: { subnet: "10.255.1.0/30", bridge: "br3" },
    },
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: {
        eth0: { network: "lan", vip: "10.0.0.254" },
        eth1: { network: "wan", vip: "192.0.2.254" },
        eth2: { network: "first" },
        eth3: { network: "second" },
      },
    },
    ha: { stateSync: { network, transport, externalCache: true } },
    policy: { rules: [{ from: "lan", to: "wan", services: "http" }] },
  });
}

function artifactsOf(config: Config): readonly Artifact[] {
  const { model, diagnostics } = resolve(config, { profile: "netns" });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return render(model);
}

/**
 * Both firewalls' daemons behind their rulesets. A connection becomes known on fw-1, the first
 * link goes down, another connection becomes known: which of the two does fw-2 hear of?
 */
function script(first: string, second: string): string {
  const conf = "etc/conntrackd/conntrackd.conf";
  return [
    "ip netns add peer; ip -n peer link set lo up",
    "cable() { ip link add $1 type veth peer name $1 netns peer; ip address add $2.1/30 dev $1; ip -n peer address add $2.2/30 dev $1; ip link set $1 up; ip -n peer link set $1 up; }",
    "cable eth2 10.255.0; cable eth3 10.255.1",
    `nft -f ${first}/etc/nftables.conf; ip netns exec peer nft -f ${second}/etc/nftables.conf`,
    "mkdir -p /run/lock",
    // A /run of its own for the peer, where its socket and its lock are.
    `ip netns exec peer sh -c 'mount -t tmpfs none /run; mkdir -p /run/lock; echo $$ >${second}/pid; exec conntrackd -C ${second}/${conf}' >/dev/null 2>&1 &`,
    `conntrackd -C ${first}/${conf} >/dev/null 2>&1 &`,
    "sleep 1",
    `on_peer() { nsenter -t $(cat ${second}/pid) -n -m "$@"; }`,
    "learn() { conntrack -I -p tcp -s 10.0.0.4 -d 192.0.2.7 --sport $1 --dport 80 --state ESTABLISHED -u ASSURED,SEEN_REPLY -t 3000 >/dev/null 2>&1; }",
    `knows() { for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do on_peer conntrackd -C ${second}/${conf} -e 2>/dev/null | grep -q sport=$1 && echo knows $1 && return; sleep 0.2; done; echo does not know $1; }`,
    "learn 1001; knows 1001",
    "ip link set eth2 down",
    "sleep 0.5; learn 1002; knows 1002",
    `conntrackd -C ${first}/${conf} -k; on_peer conntrackd -C ${second}/${conf} -k`,
    "wait",
  ].join("\n");
}

function heard(artifacts: readonly Artifact[]): string {
  return withFiles(artifacts, "fw-1", (first) =>
    withFiles(artifacts, "fw-2", (second) => inNamespace(script(first, second)).output),
  );
}

const both = "knows 1001\nknows 1002\n";
const onlyFirst = "knows 1001\ndoes not know 1002\n";

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(reason !== undefined).each(["multicast", "unicast"] as const)("%s", (transport) => {
  test("the second link carries on when the first is down", () => {
    expect(heard(artifactsOf(pair(["first", "second"], transport)))).toBe(both);
  });

  test("without a second link nothing does", () => {
    expect(heard(artifactsOf(pair("first", transport)))).toBe(onlyFirst);
  });

  test("and not through a ruleset that does not know it", () => {
    const artifacts = artifactsOf(pair(["first", "second"], transport)).map((artifact) =>
      artifact.path === "/etc/nftables.conf"
        ? { ...artifact, content: artifact.content.replaceAll(/^.*iifname "eth3".*udp.*$/gm, "") }
        : artifact,
    );
    expect(heard(artifacts)).toBe(onlyFirst);
  });
});
