import { fileURLToPath } from "node:url";

import { describe, expect, test, vi } from "vitest";

import { defineConfig, render, resolve, type Artifact } from "../../src/index.ts";
import { inNamespace, missing, withFiles } from "./namespace.ts";

const reason = missing("conntrackd", "conntrack", "nft", "ip", "nsenter", "/usr/bin/python3");
if (reason !== undefined) console.warn(`skipped: active FTP over a failover: ${reason}`);

function artifactsOf(): readonly Artifact[] {
  const config = defineConfig({
    name: "ftp",
    networks: {
      lan: { subnet: "10.0.0.0/24", bridge: "br0" },
      wan: { subnet: "192.0.2.0/24", bridge: "br1" },
      sync: { subnet: "10.255.0.0/30", bridge: "br2" },
    },
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: {
        eth0: { network: "lan", vip: "10.0.0.254" },
        eth1: { network: "wan", vip: "192.0.2.254" },
        eth2: { network: "sync" },
      },
    },
    ha: { stateSync: { network: "sync" } },
    nat: { source: [{ from: "lan", to: "wan" }] },
    policy: { rules: [{ from: "lan", to: "wan", services: "ftp" }] },
  });
  const { model, diagnostics } = resolve(config, { profile: "netns" });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return render(model);
}

const program = fileURLToPath(new URL("active-ftp.py", import.meta.url));

/** A firewall's daemon, and perhaps the program that remembers expectations, in a /run of its own. */
function daemons(name: string, files: string, remembers: boolean): string {
  const remember = remembers ? `${files}/usr/local/lib/fw/expectations & ` : "";
  return `ip netns exec ${name} sh -c 'mount -t tmpfs none /run; mkdir -p /run/lock; echo $$ >${files}/pid; ${remember}exec conntrackd -C ${files}/etc/conntrackd/conntrackd.conf' >/dev/null 2>&1 &`;
}

/** fw-1 loses its power between the client's PORT and the server's SYN: what does the client get? */
function transfer(remembers: boolean): string {
  const artifacts = artifactsOf();
  return withFiles(artifacts, "fw-1", (first) =>
    withFiles(artifacts, "fw-2", (second) => {
      const known = remembers
        ? "nft list map inet expected expected_v4 | grep -q expires"
        : "conntrack -L expect 2>/dev/null | grep -q helper=ftp";
      return inNamespace(
        [
          "for name in fw1 fw2 client server lan wan; do ip netns add $name; ip -n $name link set lo up; done",
          "for name in lan wan; do ip -n $name link add br0 type bridge; ip -n $name link set br0 up; done",
          "cable() { ip link add $2 netns $1 type veth peer name $4 netns $3; ip -n $1 link set $2 up; ip -n $3 link set $4 up; }",
          "plug() { cable $1 $2 $3 $1; ip -n $3 link set $1 master br0; }",
          "plug fw1 eth0 lan; plug fw2 eth0 lan; plug client eth0 lan; plug fw1 eth1 wan; plug fw2 eth1 wan; plug server eth0 wan; cable fw1 eth2 fw2 eth2",
          "give() { ip -n $1 address add $3 dev $2; }",
          "for i in 1 2; do give fw$i eth0 10.0.0.$i/24; give fw$i eth1 192.0.2.$i/24; give fw$i eth2 10.255.0.$i/30; done",
          "vips() { give $1 eth0 10.0.0.254/24; give $1 eth1 192.0.2.254/24; }; vips fw1",
          "give client eth0 10.0.0.4/24; ip -n client route add default via 10.0.0.254; give server eth0 192.0.2.9/24",
          `ip netns exec fw1 sysctl -q -p ${first}/etc/sysctl.d/60-fw.conf; ip netns exec fw2 sysctl -q -p ${second}/etc/sysctl.d/60-fw.conf`,
          `ip netns exec fw1 nft -f ${first}/etc/nftables.conf; ip netns exec fw2 nft -f ${second}/etc/nftables.conf`,
          daemons("fw1", first, remembers),
          daemons("fw2", second, remembers),
          "poll() { for _ in $(seq 200); do eval $1 && return; sleep 0.05; done; echo gave up: $1; }",
          `poll '[ -S /proc/$(cat ${first}/pid)/root/run/conntrackd.ctl ] && [ -S /proc/$(cat ${second}/pid)/root/run/conntrackd.ctl ]' 2>/dev/null`,
          "mkdir /run/ftp",
          `ip netns exec server /usr/bin/python3 ${program} server /run/ftp 192.0.2.9 & server=$!`,
          `ip netns exec client /usr/bin/python3 ${program} client /run/ftp 10.0.0.4 192.0.2.9 & client=$!`,
          "poll '[ -e /run/ftp/announced ]'",
          `poll 'ip netns exec fw2 ${known}'`,
          // What was remembered must outlive it.
          `ip netns exec fw2 nft -f ${second}/etc/nftables.conf`,
          "ip -n lan link set fw1 down; ip -n wan link set fw1 down; vips fw2; ip -n client neigh flush all; ip -n server neigh flush all",
          "touch /run/ftp/go; wait $client $server",
          // Some end with their daemon.
          "for name in fw1 fw2; do ip netns pids $name | xargs -r kill 2>/dev/null; done; true",
        ].join("\n"),
      ).output.trim();
    }),
  );
}

vi.setConfig({ testTimeout: 90_000 });

describe.skipIf(reason !== undefined)(
  "active FTP behind source NAT, announced before a crash",
  () => {
    test("reaches the client through the firewall that takes over, whose ruleset was loaded again", () => {
      expect(transfer(true)).toBe("file");
    });

    test("would not without the program that remembers whose the connection is", () => {
      expect(transfer(false)).toBe("nothing");
    });
  },
);
