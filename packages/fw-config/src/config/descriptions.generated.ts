// Made by scripts/make-descriptions.mjs from the doc comments of the interfaces beside it; do not edit.

/**
 * What the fields of an object are for, each with the descriptions of the objects in it. `NAME`
 * stands for names that the user invents.
 */
export interface Descriptions {
  readonly [field: string]: readonly [text: string, ...objects: Descriptions[]];
}

const networkConfig: Descriptions = {
  subnet: ["The network's subnets of both families. One more than the hosts use may hold the firewalls' own addresses, where a provider gives too few: `[203.0.113.4/30, 169.254.1.0/29]`."],
  bridge: ["The bridge on the host that is this network in the lab."],
  vlan: ["The 802.1Q tag of this network on its bridge. An interface on it is called after its card and the tag, like eth0.10. Default: untagged."],
};

const remoteConfig: Descriptions = {
  address: ["The address that is listened on. Default: 127.0.0.1, which only the lab's own machine reaches."],
  port: ["A TCP port of the machine that runs the lab."],
};

const spiceConfig: Descriptions = {
  video: ["The graphics card: qxl, or virtio (virtio-vga). Default: qxl."],
  clipboard: ["Which way copied text and pictures may go between the viewer's machine and the guest. Default: off, so that no guest reads a password that is copied on the host."],
  fileTransfer: ["Whether files can be dragged from the viewer into the guest. Default: false."],
  heads: ["Screens, 1 to 16. Default: 1."],
  videoMemoryMiB: ["Memory for the picture of all screens together in MiB: a power of two from 8 to 256. A pixel takes four bytes. Default: 16 a screen, rounded up to a power of two."],
  remote: ["Viewers on other machines, over TLS with a ticket. Default: none, only a Unix socket.", remoteConfig],
};

const usbConfig: Descriptions = {
  slots: ["How many devices the guest can have at a time, 0 to 8. Default: 2."],
  allow: ["Which devices, as vendor:product in hexadecimal, like 0951:1666; `*` stands for any. Default: none."],
};

const vmConfig: Descriptions = {
  memoryMiB: ["Memory in MiB, 128 to 65536. Default: 384, or 1024 with a desktop."],
  cpus: ["Virtual processors, 1 to 64. Default: 1."],
  desktop: ["X on the machine's screen, with a window manager, a terminal and spice's agent. Default: false."],
  spice: ["A screen and a keyboard; a desktop has them by itself. Default: none, a serial console only.", spiceConfig],
  usb: ["USB devices, for a machine with a screen.", usbConfig],
};

const memberConfig: Descriptions = {
  addresses: ["Its own address on an interface, or one of each family. Default: the first two addresses of the network that are neither virtual nor a gateway's, in its first subnet that has room for both; a link-local one before the others."],
  priority: ["VRRP priority, 1 to 254; the higher one wins an election. A backup waits longer the lower its own is: (256 - priority) / 256 of an advert interval. Default: 254 for the first firewall, 244 for the second."],
  vm: ["The size of this firewall's virtual machine.", vmConfig],
};

const bondConfig: Descriptions = {
  cards: ["Two to eight network cards on the same network, the preferred one first. They are nobody else's."],
  mode: ["How they share the work. active-backup: one card works, the first whose link is up; needs nothing of the other side, and two cables between the firewalls will do. 802.3ad: all work; needs a switch with LACP, which the lab's bridges are not. Default: active-backup."],
};

const firewallInterfaceConfig: Descriptions = {
  network: ["The network that the interface is on."],
  vip: ["The virtual addresses that the primary holds here. The first of each family stands for the side: source NAT uses it, and hosts of its subnet have it as their gateway."],
  bond: ["Several network cards that are this interface. Default: one card of its name.", bondConfig],
};

const routeConfig: Descriptions = {
  destination: ["A subnet, or `default`."],
  via: ["The gateway's address."],
};

const managementConfig: Descriptions = {
  from: ["The network that the packets come from."],
  source: ["Hosts, address sets, networks, addresses or subnets; those with an exclamation mark, like `\"!printers\"`, are left out. Default: any address."],
  services: ["Services, builtin or defined under `services`."],
};

const firewallConfig: Descriptions = {
  members: ["The two firewalls by host name, with what differs between them.", { NAME: ["", memberConfig] }],
  interfaces: ["The interfaces that both firewalls have, by name, in the order of the hardware.", { NAME: ["", firewallInterfaceConfig] }],
  routes: ["Static routes of both firewalls.", routeConfig],
  management: ["Who may reach the firewalls themselves. Default: nobody.", managementConfig],
  antiSpoofing: ["Drop packets whose source is not routed back to the interface they came from. Default: true."],
  connections: ["How many connections are tracked at most (nf_conntrack_max). Default: 131072."],
  vm: ["The size of the firewalls' virtual machines.", vmConfig],
};

const vrrpGroupConfig: Descriptions = {
  interfaces: ["Interfaces with a virtual address. Each of the firewalls' is in exactly one group."],
  interface: ["Which of them carries the group's adverts. If it dies, the whole down interval passes before the backup takes over; the loss of any other is announced at once. Default: the first."],
  virtualRouterId: ["VRRP virtual router id, unique on the link of the adverts. Default: counted from `ha.vrrp.virtualRouterId`, in the order in which `firewall.interfaces` has the groups."],
};

const vrrpConfig: Descriptions = {
  advertIntervalMs: ["Time between two adverts of the primary in milliseconds, a multiple of 10 from 10 to 40950 (VRRPv3 counts centiseconds). Default: by where it runs: 20 on hardware, 50 under KVM, 200 under software emulation, 10 in network namespaces."],
  interface: ["The interface that carries the adverts. If it dies, the whole down interval passes before the backup takes over; the loss of any other tracked interface is announced at once. Default: the first interface with a virtual address."],
  virtualRouterId: ["VRRP virtual router id, unique on its link. Default: 61."],
  preempt: ["Whether a returning firewall of higher priority takes over from a working primary. Default: false."],
  transport: ["How adverts are sent. Default: multicast."],
  instances: ["single: one instance holds all virtual addresses of a family and tracks the other sides. per-side: an instance a side with consecutive ids, moved together by a sync group; slower when a link fails. Default: single."],
  groups: ["Instances by name, each with some of the sides, moved together by a sync group. Takes the place of `instances` and `interface`. Default: what `instances` says.", { NAME: ["", vrrpGroupConfig] }],
  keepalived: ["The version of keepalived that the files are written for: 2.2 is Debian 12's. Default: 2.2."],
  authentication: ["How adverts prove where they come from. hmac: they carry an HMAC-SHA256 and a sequence number; from keepalived 2.4 on. The key is in no file: systemd hands the credential `vrrp-hmac` to keepalived. none: the peer is known by its address and by the hop limit 255, which proves that it is on the link. Default: none."],
};

const stateSyncConfig: Descriptions = {
  network: ["The network that carries nothing but the state sync, or up to four: the first is used until its link is down, then the next. The protocol has no authentication and no encryption."],
  transport: ["How states are sent. Default: multicast."],
  externalCache: ["false: the backup writes states to its kernel as they come, so that a promotion costs the same whatever the number of connections. true: it keeps them in conntrackd and commits them when it becomes primary (about 10 µs each), and drops what it does not know yet until then. Default: false."],
};

const hookConfig: Descriptions = {
  on: ["The roles that begin it: primary, backup, and fault, in which a firewall is while a link is lost or keepalived does not run. It finds the role in FW_ROLE and the firewall's name in FW_MEMBER. The next change of the role ends it."],
  run: ["The program's absolute path on the firewalls, or a list of the path and the program's arguments, which no shell reads."],
  user: ["The account that runs it, which exists on the firewalls; never root, and it gains no privileges by set-user-ID programs. Default: nobody."],
  timeoutSeconds: ["How long it may take, in seconds, 1 to 300; then it is killed with all that it began. Default: 10."],
};

const haConfig: Descriptions = {
  compat: ["published: write keepalived.conf, conntrackd.conf and the notify script as the source articles have them, to run, measure and improve them. `vrrp` cannot be given then. Default: the files that we recommend."],
  vrrp: ["How the primary is elected and watched.", vrrpConfig],
  stateSync: ["How connection states travel to the backup.", stateSyncConfig],
  hooks: ["Programs by name that a firewall runs when its role changes, once the connections are committed, so that none delays a takeover.", { NAME: ["", hookConfig] }],
};

const hostConfig: Descriptions = {
  kind: ["client: a virtual machine of the lab. lab-host: the machine that runs the lab; it is reached at the network's bridge. external: exists elsewhere and is only named by rules. Default: client."],
  network: ["The network the host is on."],
  address: ["Its address, or one IPv4 and one IPv6 address."],
  interface: ["The client's interface. Default: eth0, or eth0.TAG on a tagged network."],
  vm: ["The size of a client's virtual machine.", vmConfig],
};

const portServiceConfig: Descriptions = {
  protocol: ["The transport protocol."],
  ports: ["Destination ports and ranges of ports."],
  helper: ["The connection tracking helper that reads this protocol to find the related connections. Default: none."],
};

const icmpServiceConfig: Descriptions = {
  protocol: ["ICMP, between IPv4 addresses."],
  types: ["Types of queries. Answers and errors pass by themselves and are not named."],
};

const icmpv6ServiceConfig: Descriptions = {
  protocol: ["ICMPv6, between IPv6 addresses."],
  types: ["Types of queries. Answers and errors pass by themselves and are not named."],
};

const serviceSetConfig: Descriptions = {
  services: ["Names of services and of other sets."],
};

const logConfig: Descriptions = {
  perSecond: ["At most this many lines a second."],
};

const limitConfig: Descriptions = {
  newPerSecond: ["New connections a second; a burst of as many again is let in. Default: no bound."],
  connections: ["Connections open at the same time. Default: no bound."],
  per: ["rule: all sources together. source: each source address by itself. Default: rule."],
};

const ruleConfig: Descriptions = {
  from: ["The networks that the connection comes from, or `any`."],
  to: ["The networks that it goes to, or `any`."],
  source: ["Hosts, address sets, networks, addresses or subnets; those with an exclamation mark, like `\"!printers\"`, are left out. Default: any address."],
  destination: ["Hosts, address sets, networks, addresses or subnets; those with an exclamation mark, like `\"!printers\"`, are left out. Default: any address."],
  services: ["Services, builtin or defined under `services`. Default: every protocol."],
  action: ["What happens to a new connection that matches. Default: accept."],
  log: ["Write a line to the kernel log for a match: true for at most 5 a second, or a rate. Default: false.", logConfig],
  limit: ["Bounds on what an accepting rule lets in. Default: none.", limitConfig],
  comment: ["Copied beside the rule in the ruleset."],
};

const policyConfig: Descriptions = {
  flowtable: ["true: established TCP and UDP connections between sides without helpers take a short cut through the kernel (nftables' flowtable), and the lines of the ruleset no longer see their packets. Needs `ha.stateSync.externalCache: true`. Default: false."],
  rules: ["The rules in the order in which they are tried.", ruleConfig],
};

const sourceNatConfig: Descriptions = {
  from: ["The networks that the connections come from."],
  to: ["The network they go to."],
  source: ["Hosts, address sets, networks, addresses or subnets that they come from; those with an exclamation mark are left out. Default: any address."],
  destination: ["Hosts, address sets, networks, addresses or subnets that they go to; those with an exclamation mark are left out. Default: any address."],
  services: ["Services, builtin or defined under `services`. Default: every protocol."],
  vip: ["The virtual address that becomes their source; `none`: it stays as it is. Default: the first virtual address of `to`."],
  family: ["What is translated: addresses of IPv4, of IPv6, or of both families. Default: the family of `vip`, or `ipv4`."],
};

const destinationNatConfig: Descriptions = {
  from: ["The network that the connections come from."],
  service: ["The service on the virtual address."],
  host: ["The host that answers."],
  vip: ["The virtual address. Default: the one of the `from` network."],
  port: ["The port on the host; of a service with a range of ports the first one, which the others follow in their order. Default: the same port."],
};

const oneToOneNatConfig: Descriptions = {
  vip: ["The virtual address."],
  host: ["The host, on another network."],
  services: ["Which services, in both directions. Default: every protocol."],
  from: ["The networks whose connections to `vip` reach the host. Default: all of them."],
};

const natConfig: Descriptions = {
  source: ["Source NAT to the virtual address of the outgoing side. Default: routed, no NAT.", sourceNatConfig],
  destination: ["Port forwarding from a virtual address to a host.", destinationNatConfig],
  oneToOne: ["Virtual addresses that stand for one host each. A port forwarding from the same address comes before it, and so do the exemptions that `source` begins with.", oneToOneNatConfig],
};

const imageConfig: Descriptions = {
  packages: ["Debian packages installed in every virtual machine beside ours. Their services do not start by themselves. Default: none."],
  diskGiB: ["Size of every virtual machine's disk in GiB, 2 to 1024; it takes room only as it fills. Default: 10."],
};

const config: Descriptions = {
  name: ["The lab's name: it keeps several labs on one machine apart."],
  networks: ["The networks by name.", { NAME: ["", networkConfig] }],
  firewall: ["The pair of firewalls.", firewallConfig],
  ha: ["High availability.", haConfig],
  hosts: ["Machines other than the firewalls, by host name.", { NAME: ["", hostConfig] }],
  services: ["Services of your own, by name. They may not hide a builtin one.", { NAME: ["", portServiceConfig, icmpServiceConfig, icmpv6ServiceConfig, serviceSetConfig] }],
  addresses: ["Sets of addresses and subnets, by name, for use in rules."],
  policy: ["What may be forwarded. Default: nothing.", policyConfig],
  nat: ["Network address translation. Default: none.", natConfig],
  image: ["What the virtual machines' image has beyond what every lab needs.", imageConfig],
};

export const descriptions: Descriptions = config;
