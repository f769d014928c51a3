import { defineConfig, render, resolve, type Artifact, type Config } from "../../src/index.ts";
import { inNamespace, withFiles } from "./namespace.ts";

/** The programs that a pair needs. */
export const pairPrograms: readonly string[] = ["conntrackd", "conntrack", "nft", "ip", "nsenter"];

/** Everything that is written for a pair with two possible links of the state sync. */
export function pairArtifacts(stateSync: Config["ha"]["stateSync"]): readonly Artifact[] {
  const config = defineConfig({
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
    ha: { stateSync },
    policy: { rules: [{ from: "lan", to: "wan", services: "http" }] },
  });
  const { model, diagnostics } = resolve(config, { profile: "netns" });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return render(model);
}

/**
 * Both firewalls' daemons behind their rulesets, around a script of the shell. In it `control`
 * asks fw-1's conntrackd, `on_peer` runs a command on fw-2, `peer_control` asks fw-2's conntrackd,
 * and `learn PORT` makes a connection known on fw-1.
 */
function aroundDaemons(first: string, second: string, script: string): string {
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
    `control() { conntrackd -C ${first}/${conf} "$@"; }`,
    `peer_control() { on_peer conntrackd -C ${second}/${conf} "$@"; }`,
    "learn() { conntrack -I -p tcp -s 10.0.0.4 -d 192.0.2.7 --sport $1 --dport 80 --state ESTABLISHED -u ASSURED,SEEN_REPLY -t 3000 >/dev/null 2>&1; }",
    script,
    "control -k; peer_control -k",
    "wait",
  ].join("\n");
}

/** What a script says between the two firewalls of a pair. */
export function onPair(artifacts: readonly Artifact[], script: string): string {
  return withFiles(artifacts, "fw-1", (first) =>
    withFiles(
      artifacts,
      "fw-2",
      (second) => inNamespace(aroundDaemons(first, second, script)).output,
    ),
  );
}
