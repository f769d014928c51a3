import type { Family } from "../address/ip.ts";
import type { TimingProfile } from "../timing/profile.ts";

/** A network and the bridge that is this network in the lab. */
export interface Network {
  readonly name: string;
  readonly bridge: string;
  /** One block a family, like `192.168.0.0/24`. */
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
  readonly mode: "active-backup" | "802.3ad";
}

/** An interface with addresses. `bridge` is a lab host's: the bridge itself. */
export interface Interface {
  readonly kind: "nic" | "vlan" | "bond" | "bridge";
  readonly name: string;
  /** The network card that carries it: its own name, also a bond's, or its parent's for a VLAN. */
  readonly card: string;
  /** Present when several network cards are this interface. */
  readonly bond?: Bond;
  /** The 802.1Q tag of a VLAN. */
  readonly vlan?: number;
  readonly network: string;
  readonly bridge: string;
  /** Addresses with their prefix, like `192.168.0.1/24`. Virtual addresses are not among them. */
  readonly addresses: readonly string[];
}

/** A static route. */
export interface Route {
  /** `default` or a block. */
  readonly destination: string;
  readonly via: string;
  readonly interface: string;
}

/** A virtual machine's screen, keyboard and USB ports. */
export interface Spice {
  /** Whether text and pictures can be copied between client and guest. */
  readonly clipboard: boolean;
  /** Whether files can be dragged from the client into the guest. */
  readonly fileTransfer: boolean;
  /** USB devices of the client that the guest can have at a time. */
  readonly usbChannels: number;
  /** Screens. */
  readonly heads: number;
  /** Memory for the picture of all screens together in MiB; a power of two. */
  readonly videoMemoryMiB: number;
}

/** The shape of a virtual machine. */
export interface Vm {
  /** Memory in MiB. */
  readonly memoryMiB: number;
  /** Virtual processors. */
  readonly cpus: number;
  /** Absent: a serial console only. */
  readonly spice?: Spice;
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
  readonly name: string;
  readonly kind: "firewall" | "client" | "lab-host";
  readonly vm?: Vm;
  readonly nics: readonly Nic[];
  readonly interfaces: readonly Interface[];
  readonly routes: readonly Route[];
}

/** A virtual address that the primary holds. */
export interface Vip {
  readonly address: string;
  readonly prefix: number;
  readonly family: Family;
  readonly network: string;
  readonly interface: string;
}

/** One VRRP election. */
export interface VrrpInstance {
  readonly name: string;
  readonly family: Family;
  readonly virtualRouterId: number;
  /** The interface that carries the adverts. */
  readonly interface: string;
  /** Interfaces whose loss is announced at once. */
  readonly tracked: readonly string[];
  readonly vips: readonly Vip[];
}

/** A member of the pair as the HA daemons see it. */
export interface HaMember {
  readonly name: string;
  readonly priority: number;
}

/** A link that carries nothing but the state sync. */
export interface SyncLink {
  readonly network: string;
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
  readonly members: readonly [HaMember, HaMember];
  readonly vips: readonly Vip[];
  /** Write the daemons' files as the source articles do, weaknesses included. */
  readonly published: boolean;
  readonly advertIntervalMs: number;
  /** Seconds that a starting keepalived waits before it takes part in elections. */
  readonly startupDelaySeconds: number;
  /** Seconds that a link must be up before it counts. */
  readonly linkUpDelaySeconds: number;
  readonly preempt: boolean;
  /** Adverts are signed with a key that systemd hands to keepalived. */
  readonly hmac: boolean;
  readonly transport: "multicast" | "unicast";
  /** Real-time priority for keepalived, and its memory locked. */
  readonly realTime: boolean;
  readonly instances: readonly VrrpInstance[];
  /** Present when several instances must move together. */
  readonly syncGroup?: string;
  /** The links of the state sync; one is in use, the first one at the beginning. */
  readonly syncLinks: readonly SyncLink[];
  /** The interface of the first link. */
  readonly syncInterface: string;
  readonly syncTransport: "multicast" | "unicast";
  readonly externalCache: boolean;
}

/** Blocks of addresses by family; an empty family never matches. */
export interface AddressMatch {
  /** The address set that the configuration names, when it names exactly one. */
  readonly set?: string;
  readonly v4: readonly string[];
  readonly v6: readonly string[];
}

/** Ports from `low` to `high`, both included. */
export interface PortRange {
  readonly low: number;
  readonly high: number;
}

/** A transport protocol with ports. */
export type PortProtocol = "tcp" | "udp" | "sctp" | "dccp";

/** What a service is on the wire. */
export type ServiceMatch =
  | {
      readonly kind: "ports";
      readonly name: string;
      readonly protocol: PortProtocol;
      readonly ports: readonly PortRange[];
      readonly helper?: string;
    }
  | {
      readonly kind: "icmp";
      readonly name: string;
      /** Type names of ICMP; empty when the service has no IPv4 form. */
      readonly v4: readonly string[];
      /** Type names of ICMPv6. */
      readonly v6: readonly string[];
    }
  | {
      readonly kind: "protocol";
      readonly name: string;
      /** IANA protocol number. */
      readonly number: number;
    };

/** What a rule does with a new connection. */
export type Action = "accept" | "drop" | "reject";

/** Bounds on what a rule accepts. */
export interface Limit {
  readonly newPerSecond?: number;
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
  readonly to: readonly string[];
  /** Absent: any address. */
  readonly source?: AddressMatch;
  readonly destination?: AddressMatch;
  /** Absent: every protocol. */
  readonly services?: readonly ServiceMatch[];
  readonly action: Action;
  readonly log: boolean;
  /** Lines a second at most. */
  readonly logPerSecond: number;
  readonly limit?: Limit;
  readonly comment?: string;
}

/** A rule for connections to the firewalls themselves. */
export interface ManagementRule {
  readonly from: string;
  readonly interface: string;
  readonly source?: AddressMatch;
  readonly services: readonly ServiceMatch[];
}

/** Connections whose source becomes a virtual address. */
export interface SourceNat {
  readonly from: readonly string[];
  readonly to: string;
  readonly interface: string;
  /** One a family. */
  readonly addresses: readonly string[];
}

/** Connections to a virtual address that go to a host. */
export interface DestinationNat {
  readonly from: string;
  readonly interface: string;
  readonly to: string;
  readonly family: Family;
  readonly vip: string;
  readonly service: Extract<ServiceMatch, { kind: "ports" }>;
  readonly host: string;
  readonly port?: number;
}

/** Where established connections may take a short cut through the kernel. */
export interface Flowtable {
  /** Interfaces: packets that come in by `from` and leave by `to`. Each pair both ways. */
  readonly pairs: readonly { readonly from: string; readonly to: string }[];
  /** The network cards of these interfaces. */
  readonly devices: readonly string[];
}

/** What is meant: everything derivable is derived and named; renderers only write it down. */
export interface Model {
  readonly name: string;
  readonly profile: TimingProfile;
  readonly networks: readonly Network[];
  readonly nodes: readonly Node[];
  readonly ha: Ha;
  readonly antiSpoofing: boolean;
  /** How many connections are tracked at most. */
  readonly connections: number;
  readonly management: readonly ManagementRule[];
  readonly rules: readonly Rule[];
  readonly sourceNat: readonly SourceNat[];
  readonly destinationNat: readonly DestinationNat[];
  /** Absent when the policy asks for none, or when nothing may use it. */
  readonly flowtable?: Flowtable;
  readonly image: Image;
}
