import type { Family } from "../address/ip.ts";
import type { RoleName } from "../config/hook.ts";
import type { TimingProfile } from "../config/profile.ts";
import type { Clipboard } from "../config/spice.ts";
import type { ServiceMatch } from "../services/types.ts";

/** A network and the bridge that is this network in the lab. */
export interface Network {
  /** Its name in the configuration. */
  readonly name: string;
  /** The bridge on the lab's host. */
  readonly bridge: string;
  /** Blocks like `192.168.0.0/24`, in the order of the configuration. */
  readonly subnets: readonly string[];
  /** The 802.1Q tag on the bridge; absent when untagged. */
  readonly vlan?: number;
  /** The interface that both firewalls have on this network; absent when they have none. */
  readonly firewallInterface?: string;
}

/** A network card of a virtual machine, in the order of the machine's slots. */
export interface Nic {
  /** The name in the guest. */
  readonly name: string;
  /** The bridge that its tap belongs to. */
  readonly bridge: string;
  /** Locally administered, the same in every run, unique in the lab. */
  readonly mac: string;
  /** The host's end: at most 15 characters, unique in the lab. */
  readonly tap: string;
}

/** Network cards that are one interface. */
export interface Bond {
  /** The preferred one first. */
  readonly cards: readonly string[];
  /** How the cards share the work (Linux bonding): one at a time, or LACP with the switch. */
  readonly mode: "active-backup" | "802.3ad";
}

/** An interface with addresses. `bridge` is a lab host's: the bridge itself. */
export interface Interface {
  /** What carries the addresses. */
  readonly kind: "nic" | "vlan" | "bond" | "bridge";
  /** Its name on the machine, at most 15 characters. */
  readonly name: string;
  /** The network card that carries it: its own name, also a bond's, or its parent's for a VLAN. */
  readonly card: string;
  /** Present when several network cards are this interface. */
  readonly bond?: Bond;
  /** The 802.1Q tag of a VLAN. */
  readonly vlan?: number;
  /** The network that it is on. */
  readonly network: string;
  /** The bridge of its network in the lab. */
  readonly bridge: string;
  /** Addresses with their prefix, like `192.168.0.1/24`. Virtual addresses are not among them. */
  readonly addresses: readonly string[];
}

/** A static route. */
export interface Route {
  /** `default` or a block. */
  readonly destination: string;
  /** The gateway's address. */
  readonly via: string;
  /** The interface that the gateway is reached by. */
  readonly interface: string;
}

/** A virtual machine's screen and keyboard. */
export interface Spice {
  /** The graphics card. */
  readonly video: "qxl" | "virtio";
  /** Which way copied text and pictures may go. */
  readonly clipboard: Clipboard;
  /** Whether files can be dragged from the viewer into the guest. */
  readonly fileTransfer: boolean;
  /** Screens. */
  readonly heads: number;
  /** Memory for the picture of all screens together in MiB; a power of two. */
  readonly videoMemoryMiB: number;
  /** Absent: no viewers on other machines. */
  readonly remote?: Remote;
}

/** Where viewers on other machines reach a screen: TLS, with a ticket. */
export interface Remote {
  /** The address that is listened on. */
  readonly address: string;
  /** A TCP port of the machine that runs the lab. */
  readonly port: number;
}

/** USB devices that a virtual machine can be given. */
export interface Usb {
  /** How many at a time. */
  readonly slots: number;
  /** Which ones; no others. */
  readonly allow: readonly UsbDevice[];
}

/** A kind of USB device, by the numbers that it tells of itself, 0 to 65535. */
export interface UsbDevice {
  /** The vendor's number. */
  readonly vendor: number | "any";
  /** The vendor's number of the product. */
  readonly product: number | "any";
}

/** The shape of a virtual machine. */
export interface Vm {
  /** Memory in MiB. */
  readonly memoryMiB: number;
  /** Virtual processors. */
  readonly cpus: number;
  /** Whether X runs on the screen, with a window manager, a terminal and spice's agent. */
  readonly desktop: boolean;
  /** Absent: a serial console only. A desktop always has it. */
  readonly spice?: Spice;
  /** Present exactly when `spice` is. */
  readonly usb?: Usb;
}

/** What the virtual machines' image has beyond what every lab needs. */
export interface Image {
  /** Debian packages, sorted, each once. */
  readonly packages: readonly string[];
  /** Size of the disk in GiB. */
  readonly diskGiB: number;
}

/** A machine. `lab-host` is the machine that runs the lab; it is no VM and has no network cards. */
export interface Node {
  /** Its host name. */
  readonly name: string;
  /** Its part in the lab. */
  readonly kind: "firewall" | "client" | "lab-host";
  /** Absent for a machine that is no virtual machine. */
  readonly vm?: Vm;
  /** Its network cards in the order of their slots. */
  readonly nics: readonly Nic[];
  /** What has addresses, in the order of the configuration. */
  readonly interfaces: readonly Interface[];
  /** Its static routes. */
  readonly routes: readonly Route[];
}

/** A virtual address that the primary holds. */
export interface Vip {
  /** The address without its prefix. */
  readonly address: string;
  /** The length of the subnet's prefix. */
  readonly prefix: number;
  /** 4 or 6. */
  readonly family: Family;
  /** The network that it is in. */
  readonly network: string;
  /** The firewalls' interface that has it on the primary. */
  readonly interface: string;
}

/** One VRRP election. */
export interface VrrpInstance {
  /** Its name in keepalived.conf. */
  readonly name: string;
  /** The family of its adverts and virtual addresses. */
  readonly family: Family;
  /** 1 to 255, unique on its link. */
  readonly virtualRouterId: number;
  /** The interface that carries the adverts. */
  readonly interface: string;
  /** Interfaces whose loss is announced at once. */
  readonly tracked: readonly string[];
  /** The virtual addresses that its primary holds. */
  readonly vips: readonly Vip[];
}

/** A member of the pair as the HA daemons see it. */
export interface HaMember {
  /** Its host name. */
  readonly name: string;
  /** VRRP priority, 1 to 254; the higher one wins an election. */
  readonly priority: number;
}

/** A link that carries nothing but the state sync. */
export interface SyncLink {
  /** The network that carries nothing but the sync. */
  readonly network: string;
  /** The firewalls' interface on it. */
  readonly interface: string;
  /** UDP port, another on each link. */
  readonly port: number;
  /** Multicast group, another on each link. */
  readonly group: string;
  /** Own addresses without prefix, in the order of the members. */
  readonly addresses: readonly [string, string];
}

/** High availability of the pair. */
export interface Ha {
  /** The first firewall of the configuration, then the second. */
  readonly members: readonly [HaMember, HaMember];
  /** Every virtual address, by interface. */
  readonly vips: readonly Vip[];
  /** Write the daemons' files as the source articles do, weaknesses included. */
  readonly published: boolean;
  /** Time between two adverts of the primary in milliseconds, 10 to 40950. */
  readonly advertIntervalMs: number;
  /** Seconds that a starting keepalived waits before it takes part in elections. */
  readonly startupDelaySeconds: number;
  /** Seconds that a link must be up before it counts. */
  readonly linkUpDelaySeconds: number;
  /** Whether a returning firewall of higher priority takes over. */
  readonly preempt: boolean;
  /** Adverts are signed with a key that systemd hands to keepalived. */
  readonly hmac: boolean;
  /** How adverts are sent. */
  readonly transport: "multicast" | "unicast";
  /** Real-time priority for keepalived, and its memory locked. */
  readonly realTime: boolean;
  /** The elections: one a family, and one a side or a group when those are asked for. */
  readonly instances: readonly VrrpInstance[];
  /** Present when there are several instances: all of them move together. */
  readonly syncGroup?: string;
  /** The links of the state sync; one is in use, the first one at the beginning. */
  readonly syncLinks: readonly SyncLink[];
  /** The interface of the first link. */
  readonly syncInterface: string;
  /** How states are sent to the peer. */
  readonly syncTransport: "multicast" | "unicast";
  /**
   * Whether states wait in conntrackd until a failover, rather than go into the backup's kernel.
   */
  readonly externalCache: boolean;
  /** What runs when a firewall's role changes. */
  readonly hooks: readonly Hook[];
}

/** A program of the operator's. */
export interface Program {
  /** Its name in the configuration. */
  readonly name: string;
  /** Its absolute path, then its arguments. */
  readonly words: readonly [string, ...string[]];
  /** The account that runs it; never root. */
  readonly user: string;
  /** It is killed after that many seconds. */
  readonly timeoutSeconds: number;
}

/** A program that runs when a firewall's role changes. */
export interface Hook extends Program {
  /** The roles that begin it. */
  readonly on: readonly RoleName[];
}

/**
 * Blocks of addresses by family. An empty family never matches; where they are negated, it always
 * does.
 */
export interface AddressMatch {
  /** Every address but these is meant. Absent: these are. */
  readonly negated?: true;
  /** The address set that the configuration names, when it names exactly one. */
  readonly set?: string;
  /** IPv4 blocks, like `10.0.0.0/24`. */
  readonly v4: readonly string[];
  /** IPv6 blocks, like `2001:db8::/64`. */
  readonly v6: readonly string[];
}

/** What a rule does with a new connection. */
export type Action = "accept" | "drop" | "reject";

/** Bounds on what a rule accepts. */
export interface Limit {
  /** New connections a second, with a burst of as many again. Absent: no bound. */
  readonly newPerSecond?: number;
  /** Connections open at the same time. Absent: no bound. */
  readonly connections?: number;
  /** Whether each source address is counted by itself. */
  readonly perSource: boolean;
}

/** A rule for forwarded connections. */
export interface Rule {
  /** Its index in the configuration. */
  readonly index: number;
  /** Names of networks; never empty. */
  readonly from: readonly string[];
  /** Names of networks; never empty. */
  readonly to: readonly string[];
  /**
   * Networks that `from` and `to` both name, and that a route leads back into: connections between
   * a network and what is behind one of its routers, sent through the firewall.
   */
  readonly within: readonly string[];
  /** Absent: any address. */
  readonly source?: AddressMatch;
  /** Absent: any address. */
  readonly destination?: AddressMatch;
  /** Absent: every protocol. */
  readonly services?: readonly ServiceMatch[];
  /** What happens to a new connection that matches. */
  readonly action: Action;
  /** Whether a match writes a line to the kernel log. */
  readonly log: boolean;
  /** Lines a second at most. */
  readonly logPerSecond: number;
  /** Bounds on what it lets in. Absent: none. */
  readonly limit?: Limit;
  /** Copied beside the rule in the ruleset. */
  readonly comment?: string;
}

/** A rule for connections to the firewalls themselves. */
export interface ManagementRule {
  /** The network that the packets come from. */
  readonly from: string;
  /** The firewalls' interface on that network. */
  readonly interface: string;
  /** Absent: any address. */
  readonly source?: AddressMatch;
  /** What may be reached; never empty. */
  readonly services: readonly ServiceMatch[];
}

/** Connections whose source becomes a virtual address, or stays. The first that matches decides. */
export interface SourceNat {
  /** Networks whose connections are translated, those of hosts behind their routers included. */
  readonly from: readonly string[];
  /** The firewalls' interfaces on `from`; never empty. */
  readonly fromInterfaces: readonly string[];
  /** The network that they go to. */
  readonly to: string;
  /** The firewalls' interface on `to`. */
  readonly interface: string;
  /** The family of the connections. */
  readonly family: Family;
  /** Absent: any address. */
  readonly source?: AddressMatch;
  /** Absent: any address. */
  readonly destination?: AddressMatch;
  /** Absent: every protocol. */
  readonly services?: readonly ServiceMatch[];
  /** The virtual address that becomes their source, without a prefix. Absent: the source stays. */
  readonly vip?: string;
}

/** Connections to a virtual address that go to a host. */
export interface DestinationNat {
  /** The network that the connections come from. */
  readonly from: string;
  /** The firewalls' interface on `from`. */
  readonly interface: string;
  /** The network that the host is on. */
  readonly to: string;
  /** The family of the virtual address. */
  readonly family: Family;
  /** The virtual address that is asked, without a prefix. */
  readonly vip: string;
  /** The service on the virtual address. Absent: every protocol. */
  readonly service?: ServiceMatch;
  /** The address of the host that answers. */
  readonly host: string;
  /**
   * The port on the host that the service's first one becomes, 1 to 65535; the others follow in
   * their order. Absent: the port that was asked for.
   */
  readonly port?: number;
}

/** Where established connections may take a short cut through the kernel. */
export interface Flowtable {
  /** Interfaces: packets that come in by `from` and leave by `to`. Each pair both ways. */
  readonly pairs: readonly {
    /** The interface that packets come in by. */
    readonly from: string;
    /** The interface that they leave by. */
    readonly to: string;
  }[];
  /** The network cards of these interfaces. */
  readonly devices: readonly string[];
}

/** What is meant: everything derivable is derived and named; renderers only write it down. */
export interface Model {
  /** The lab's name. */
  readonly name: string;
  /** Where the firewalls run. */
  readonly profile: TimingProfile;
  /** The networks by name. */
  readonly networks: readonly Network[];
  /** The firewalls first, then the hosts by name. */
  readonly nodes: readonly Node[];
  /** How the pair is one firewall. */
  readonly ha: Ha;
  /** Whether a packet must come in where its source is routed to. */
  readonly antiSpoofing: boolean;
  /** How many connections are tracked at most. */
  readonly connections: number;
  /** Who may reach the firewalls themselves; nobody else may. */
  readonly management: readonly ManagementRule[];
  /** The policy in the order in which it is tried. */
  readonly rules: readonly Rule[];
  /**
   * Source NAT in the order in which it is tried: the exemptions that the configuration begins with,
   * what stands for one host, then the others in the order of the configuration.
   */
  readonly sourceNat: readonly SourceNat[];
  /** Port forwarding, in the order of the configuration, then what stands for one host. */
  readonly destinationNat: readonly DestinationNat[];
  /** Absent when the policy asks for none, or when nothing may use it. */
  readonly flowtable?: Flowtable;
  /** What the machines' disks begin with. */
  readonly image: Image;
}
