import { fileURLToPath } from "node:url";

import { render, resolve, type Artifact, type Config } from "../../src/index.ts";
import { inNamespace, withFiles } from "./namespace.ts";

/** What the lab is made of. */
export const programs: readonly string[] = [
  "conntrackd",
  "conntrack",
  "nft",
  "ip",
  "nsenter",
  "/usr/bin/python3",
];

/** A session through a pair whose primary loses its power in between. */
export interface Announcement {
  readonly protocol: "ftp" | "tftp" | "sip" | "h323";
  /** How far client and server got before the failover; `announced.py` says what each means. */
  readonly moment: "first" | "repeated" | "established" | "again";
  /** What stands between the two. */
  readonly way: "routed" | "source NAT" | "forwarded";
  /** Whether the program runs that keeps whose announced connections are. Default: yes. */
  readonly remembers?: boolean;
  /** Whether the backup loads its ruleset again before the failover. Default: no. */
  readonly loadsAgain?: boolean;
}

/** The kernel's helper of a protocol. */
const helpers = { ftp: "ftp", tftp: "tftp", sip: "sip", h323: "Q.931" } as const;

const client = "10.0.0.4";
const server = "192.0.2.9";
const vip = "10.0.0.254";

function artifactsOf({ protocol, way }: Announcement): readonly Artifact[] {
  const config: Config = {
    name: "announced",
    networks: {
      lan: { subnet: "10.0.0.0/24", bridge: "br0" },
      wan: { subnet: "192.0.2.0/24", bridge: "br1" },
      sync: { subnet: "10.255.0.0/30", bridge: "br2" },
    },
    hosts: { server: { kind: "external", network: "wan", address: server } },
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: {
        eth0: { network: "lan", vip },
        eth1: { network: "wan", vip: "192.0.2.254" },
        eth2: { network: "sync" },
      },
    },
    ha: { stateSync: { network: "sync" } },
    nat: {
      ...(way === "source NAT" && { source: [{ from: "lan", to: "wan" }] }),
      ...(way === "forwarded" && {
        destination: [{ from: "lan", service: protocol, host: "server" }],
      }),
    },
    policy: { rules: [{ from: "lan", to: "wan", services: protocol }] },
  };
  const { model, diagnostics } = resolve(config, { profile: "netns" });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return render(model);
}

const program = fileURLToPath(new URL("announced.py", import.meta.url));

/** A firewall's daemon, and the program that remembers expectations, in a /run of its own. */
function daemons(name: string, files: string, remembers: boolean): string {
  const file = `${files}/usr/local/lib/fw/expectations`;
  const remember = remembers ? `[ ! -e ${file} ] || ${file} & ` : "";
  return `ip netns exec ${name} sh -c 'mount -t tmpfs none /run; mkdir -p /run/lock; echo $$ >${files}/pid; ${remember}exec conntrackd -C ${files}/etc/conntrackd/conntrackd.conf' >/dev/null 2>&1 &`;
}

function script(first: string, second: string, announcement: Announcement): string {
  const { protocol, moment, way, remembers = true, loadsAgain = false } = announcement;
  const asked = way === "forwarded" ? vip : server;
  const end = (role: string, own: string): string =>
    `ip netns exec ${role} /usr/bin/python3 ${program} ${role} ${protocol} ${moment} /run/ends ${own} ${asked}`;
  const inMap =
    remembers && way === "source NAT"
      ? "nft list map inet expected expected_v4 | grep -q expires"
      : "true";
  const copied =
    moment === "established"
      ? `[ $(ip netns exec fw2 conntrack -L 2>/dev/null | grep -c ${client}) -ge 2 ]`
      : `ip netns exec fw2 conntrack -L expect 2>/dev/null | grep -q helper=${helpers[protocol]} && ip netns exec fw2 ${inMap}`;
  return [
    "for name in fw1 fw2 client server lan wan; do ip netns add $name; ip -n $name link set lo up; done",
    "for name in lan wan; do ip -n $name link add br0 type bridge; ip -n $name link set br0 up; done",
    "cable() { ip link add $2 netns $1 type veth peer name $4 netns $3; ip -n $1 link set $2 up; ip -n $3 link set $4 up; }",
    "plug() { cable $1 $2 $3 $1; ip -n $3 link set $1 master br0; }",
    "plug fw1 eth0 lan; plug fw2 eth0 lan; plug client eth0 lan; plug fw1 eth1 wan; plug fw2 eth1 wan; plug server eth0 wan; cable fw1 eth2 fw2 eth2",
    "give() { ip -n $1 address add $3 dev $2; }",
    "for i in 1 2; do give fw$i eth0 10.0.0.$i/24; give fw$i eth1 192.0.2.$i/24; give fw$i eth2 10.255.0.$i/30; done",
    `vips() { give $1 eth0 ${vip}/24; give $1 eth1 192.0.2.254/24; }; vips fw1`,
    `give client eth0 ${client}/24; ip -n client route add default via ${vip}; give server eth0 ${server}/24; ip -n server route add default via 192.0.2.254`,
    `ip netns exec fw1 sysctl -q -p ${first}/etc/sysctl.d/60-fw.conf; ip netns exec fw2 sysctl -q -p ${second}/etc/sysctl.d/60-fw.conf`,
    `ip netns exec fw1 nft -f ${first}/etc/nftables.conf; ip netns exec fw2 nft -f ${second}/etc/nftables.conf`,
    daemons("fw1", first, remembers),
    daemons("fw2", second, remembers),
    'poll() { for _ in $(seq 200); do eval "$1" && return; sleep 0.05; done; echo "gave up: $1"; }',
    'soon() { for _ in $(seq 40); do eval "$1" && { echo copied; return; }; sleep 0.05; done; echo missing; }',
    `poll '[ -S /proc/$(cat ${first}/pid)/root/run/conntrackd.ctl ] && [ -S /proc/$(cat ${second}/pid)/root/run/conntrackd.ctl ]' 2>/dev/null`,
    // The daemons hear each other a little after they have begun.
    "probe() { ip netns exec fw1 conntrack -D -s 10.0.0.200; ip netns exec fw1 conntrack -I -p udp -s 10.0.0.200 -d 192.0.2.200 --sport 9 --dport 9 -t 60; ip netns exec fw2 conntrack -L | grep -q 10.0.0.200; }",
    "poll 'probe >/dev/null 2>&1'",
    "mkdir /run/ends",
    `${end("server", server)} & server=$!`,
    `${end("client", client)} & client=$!`,
    "poll '[ -e /run/ends/announced ]'",
    // Messages come in their order: behind the connection's own there is nothing of before it.
    "poll 'ip netns exec fw2 conntrack -L 2>/dev/null | grep -q \"src=10.0.0.4\"'",
    `soon '${copied}'`,
    loadsAgain ? `ip netns exec fw2 nft -f ${second}/etc/nftables.conf` : "",
    "ip -n lan link set fw1 down; ip -n wan link set fw1 down; vips fw2; ip -n client neigh flush all; ip -n server neigh flush all",
    "touch /run/ends/go; wait $client $server",
    `for files in ${first} ${second}; do kill $(cat $files/pid); done; { ip netns pids fw1; ip netns pids fw2; } | xargs -r kill 2>/dev/null`,
  ].join("\n");
}

/** Whether the backup had a copy when the primary lost its power, and what the client received. */
export function announce(announcement: Announcement): string {
  const artifacts = artifactsOf(announcement);
  return withFiles(artifacts, "fw-1", (first) =>
    withFiles(artifacts, "fw-2", (second) =>
      inNamespace(script(first, second, announcement))
        .output.trim()
        .replaceAll("\n", ", "),
    ),
  );
}
