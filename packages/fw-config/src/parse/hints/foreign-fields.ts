import type { ConfigPath } from "../../diagnostics/diagnostic.ts";

/** What a field of another tool is called here, or why it is not here. */
export interface ForeignField {
  readonly hint: string;
  /** The field beside it that says the same. */
  readonly meant?: string;
}

const sourceNat =
  "`nat.source` always translates to the virtual address of the side that connections leave by: a firewall's own address (masquerade) would lose every connection in a failover";
const forwarding =
  "port forwarding is written under `nat.destination`: `{ from: wan, service: https, host: web }`, and a rule of `policy.rules` lets it in";
const oneToOne =
  "a virtual address that stands for one host is written under `nat.oneToOne`: `{ vip: 192.0.2.10, host: mail }`";
const election =
  "it is written by itself: both start as backup, and `firewall.members.NAME.priority` says who wins a first election";
const returning =
  "a returning firewall stays backup by default; `ha.vrrp.preempt: true` changes it";
const routerId = "write `virtualRouterId` under ha.vrrp";
const interval = "write `advertIntervalMs`, in milliseconds, under ha.vrrp";
const password =
  "VRRP version 3 has no passwords: adverts are accepted from the peer's address on the link only; `ha.vrrp.authentication: hmac` signs them (keepalived 2.4)";
const unicast = "write `transport: unicast` under ha.vrrp: the addresses are the firewalls' own";
const hook =
  "write your program under `ha.hooks`: `{ take-address: { on: primary, run: /usr/local/bin/take-address } }`; the connections are handed over by themselves";
const virtual = "a virtual address is the `vip` of an interface of `firewall.interfaces`";
const health =
  "the links of all sides are tracked without a word; services and gateways cannot be tracked";
const gateway =
  "routers are named by `firewall.routes`: `{ destination: default, via: 192.0.2.1 }`; clients use the virtual address of their network";
const verdict = "write `action: accept`, `drop` or `reject`; without `action` a rule accepts";
const ports =
  "ports belong to a service: define it under `services`, like `app: { protocol: tcp, ports: [8443] }`, and name it in `services` of the rule";
const interfaces =
  "rules name networks: write `from` and `to`; `firewall.interfaces` says which card is on which network";
const replies =
  "it is not needed: answers to accepted connections and the errors that belong to them pass by themselves";
const finalDrop = "it is not needed: what no rule accepts is dropped, in every direction";
const schedule = "rules hold at all hours: time cannot be matched";
const mss = "the MTU and the MSS cannot be set: path MTU discovery works, as ICMP errors pass";
const icmp =
  "ICMP types belong to a service: define it under `services`, like `clock: { protocol: icmp, types: [timestamp-request] }`, and name it in `services` of the rule; `ping` is the echo";
const dynamic =
  "addresses are fixed: each firewall needs its own in the subnet, and the virtual one beside them";

/** Each hint with the words of other tools that it answers, at any place. */
const anywhere: readonly (readonly [hint: string, words: string])[] = [
  // Source NAT
  [sourceNat, "masquerade masq snat sourcenat outbound overload tosource translation"],
  ["NAT is written under `nat.source` and `nat.destination`, by networks", "nat"],
  [
    "what stays as it is has an entry before the others: `{ from: lan, to: wan, destination: partner, vip: none }`",
    "except exclude exempt",
  ],
  // Port forwarding
  [
    forwarding,
    "dnat portforward portforwards forward forwards redirect redirects portmap destinationnat todestination virtualserver",
  ],
  [oneToOne, "binat netmap staticnat onetoonenat 11 bimap"],
  // VRRP
  [routerId, "vrid virtualrouterid vhid routerid"],
  [interval, "advertint advertinterval advskew advbase hellotime interval"],
  [password, "authpass authtype password authkey secret"],
  [election, "state initialstate master role"],
  [returning, "nopreempt preemptdelay preemption"],
  [unicast, "unicastpeer unicastsrcip peer peers"],
  [
    virtual,
    "virtualipaddress virtualipaddresses virtualip vips virtualaddress floatingip virtualipaddressexcluded",
  ],
  [hook, "notify notifymaster notifybackup notifyfault script notifyscript hooks hook"],
  [
    health,
    "trackscript trackinterface track trackfile healthcheck monitor vrrpscript trackprocess",
  ],
  ["the instances come from `firewall.interfaces`; `ha.vrrp.groups` splits them", "vrrpinstance"],
  ["all sides of a firewall move together without a word", "vrrpsyncgroup"],
  [
    "the virtual addresses keep the cards' own MACs; gratuitous ARP tells the neighbours",
    "usevmac vmac",
  ],
  // Interfaces and routes
  [gateway, "gateway gw defaultgateway nexthop gateways defaultroute route"],
  [dynamic, "dhcp pppoe dhcp4 dhcp6"],
  [mss, "mtu clampmss mss mssclamp mssfix"],
  ["the prefix is part of the network's `subnet`, like 10.0.0.0/24", "netmask prefix mask"],
  ["write the block as the network's `subnet`", "cidr"],
  // Machines
  ["write `usb: { slots: 2 }` beside `spice`", "usbchannels"],
  // Rules
  [
    interfaces,
    "iif iifname oif oifname ininterface outinterface inbound zone fromzone tozone srczone destzone",
  ],
  ["a zone is a network here: write it under `networks`", "zones"],
  [verdict, "verdict target jump allow deny permit accept drop reject"],
  [ports, "port dport dports sport destinationport proto l4proto protocols"],
  [icmp, "icmptype icmptypes"],
  [replies, "ct ctstate established stateful"],
  [finalDrop, "defaultpolicy defaultaction input chain"],
  [schedule, "schedule time hours days"],
  ["what is written is in force: put a # before the lines that are not to be", "enabled disabled"],
  ["write `comment` in a rule, or a line that begins with #", "description"],
];

/** At one field's place a word has a nearer meaning. By the place, names and indices as `*`. */
const here: Readonly<Record<string, Readonly<Record<string, ForeignField>>>> = {
  "firewall.routes.*": {
    gateway: { hint: "write `via`", meant: "via" },
    gw: { hint: "write `via`", meant: "via" },
    nexthop: { hint: "write `via`", meant: "via" },
    to: { hint: "write `destination`", meant: "destination" },
    dst: { hint: "write `destination`", meant: "destination" },
    target: { hint: "write `destination`", meant: "destination" },
    network: { hint: "write `destination`", meant: "destination" },
  },
  "policy.rules.*": {
    src: { hint: "write `source`" },
    saddr: { hint: "write `source`" },
    dst: { hint: "write `destination`" },
    dest: { hint: "write `destination`" },
    daddr: { hint: "write `destination`" },
    state: { hint: replies },
    zone: { hint: interfaces, meant: "from" },
    iifname: { hint: interfaces, meant: "from" },
    oifname: { hint: interfaces, meant: "to" },
    iif: { hint: interfaces, meant: "from" },
    oif: { hint: interfaces, meant: "to" },
  },
  "nat.source.*": {
    address: { hint: "write `vip`: a virtual address of the pair", meant: "vip" },
    service: { hint: "write `services`", meant: "services" },
  },
  "nat.destination.*": {
    to: { hint: "write `host`, the name of a host under `hosts`", meant: "host" },
    target: { hint: "write `host`, the name of a host under `hosts`", meant: "host" },
    toport: { hint: "write `port`: the port on the host" },
    dport: {
      hint: "write `service`: the name of a builtin service, or of one under `services`",
      meant: "service",
    },
    destination: { hint: "write `vip`: the virtual address that is connected to" },
  },
  "firewall.interfaces.*": {
    address: {
      hint: "the firewalls' own addresses are written under `firewall.members.NAME.addresses.INTERFACE`; without, they are the first two of the subnet",
    },
    addresses: {
      hint: "the firewalls' own addresses are written under `firewall.members.NAME.addresses.INTERFACE`; without, they are the first two of the subnet",
    },
    ip: { hint: virtual },
    vlan: { hint: "the tag belongs to the network: write `vlan` under `networks.NAME`" },
    zone: { hint: "a zone is a network here: write `network`", meant: "network" },
  },
  "firewall.members.*": {
    address: { hint: "write `addresses`, by interface: `addresses: { eth0: 10.0.0.2 }`" },
    ip: { hint: "write `addresses`, by interface: `addresses: { eth0: 10.0.0.2 }`" },
    weight: { hint: "write `priority`; the higher one wins" },
    state: { hint: election },
  },
};

/**
 * Lower-case letters and digits only, which is how tools differ least: `virtual_router_id`,
 * `Virtual-Router-ID` and `virtualRouterId` are one word.
 */
export function plainWord(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** Made when it is first asked for: a text may have thousands of fields that do not exist. */
let hintsByWord: ReadonlyMap<string, string> | undefined;

function hintAnywhere(word: string): string | undefined {
  hintsByWord ??= new Map(
    anywhere.flatMap(([hint, words]) => words.split(" ").map((known) => [known, hint])),
  );
  return hintsByWord.get(word);
}

/** What is known of a field that other tools have, at this place. */
export function foreignField(key: string, parent: ConfigPath): ForeignField | undefined {
  const word = plainWord(key);
  const place = parent.map((part, i) => (i < 2 && typeof part === "string" ? part : "*")).join(".");
  const nearer = Object.hasOwn(here, place) ? here[place] : undefined;
  if (nearer !== undefined && Object.hasOwn(nearer, word)) return nearer[word];
  const hint = hintAnywhere(word);
  return hint === undefined ? undefined : { hint };
}
