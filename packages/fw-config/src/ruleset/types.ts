import type { Family } from "../address/ip.ts";
import type { PortProtocol, PortRange } from "../services/types.ts";

/** What a rule asks of a packet: one field and the values that it may have. */
export type Match =
  | { readonly field: "iifname" | "oifname"; readonly names: readonly string[] }
  | {
      readonly field: "iifname . oifname";
      readonly set: string;
      readonly pairs: readonly { readonly from: string; readonly to: string }[];
    }
  | { readonly field: "nfproto"; readonly family: Family }
  | {
      readonly field: "saddr" | "daddr";
      readonly family: Family;
      readonly blocks: readonly string[];
      /** The named set that holds the blocks; absent: they stand in the rule. */
      readonly set?: string;
      readonly negated?: true;
    }
  | { readonly field: "fib saddr type"; readonly types: readonly ("broadcast" | "multicast")[] }
  | { readonly field: "fib saddr . iif oif missing" }
  | {
      readonly field: "l4proto";
      readonly protocols: readonly (ProtocolName | number)[];
      readonly negated?: true;
    }
  | {
      readonly field: "dport";
      readonly protocol: PortProtocol;
      /** Ascending and disjoint; several are the named set. */
      readonly ports: readonly PortRange[];
      readonly set: string;
    }
  | { readonly field: "icmp type"; readonly family: Family; readonly types: readonly string[] }
  | { readonly field: "igmp type"; readonly type: "membership-query" }
  | { readonly field: "hop limit"; readonly family: Family; readonly value: number }
  | { readonly field: "ct state"; readonly state: "new" | "established" | "related" | "invalid" }
  | { readonly field: "ct helper"; readonly helper: string }
  /** TCP without the flags that open a connection. */
  | { readonly field: "tcp flags" };

/** Protocols that nft knows by these names. */
export type ProtocolName = "tcp" | "udp" | "icmp" | "ipv6-icmp" | "vrrp";

/** What exceeds a bound: new connections a second, or connections open at the same time. */
export interface Bound {
  readonly kind: "rate" | "count";
  readonly over: number;
}

/** What a rule does with a packet that it matches, in the order of the line. */
export type Statement =
  | { readonly do: "counter" | "accept" | "drop" | "notrack" }
  | { readonly do: "reject"; readonly with: "tcp reset" | "icmpx type admin-prohibited" }
  | { readonly do: "goto"; readonly chain: string }
  | { readonly do: "vmap"; readonly map: string; readonly jumps: readonly Jump[] }
  | { readonly do: "log"; readonly prefix: string; readonly perSecond: number }
  | { readonly do: "limit"; readonly bound: Bound }
  | {
      readonly do: "meter";
      readonly set: string;
      readonly family: Family;
      readonly bound: Bound;
    }
  | {
      readonly do: "dnat" | "snat";
      readonly family: Family;
      readonly address: string;
      /** Absent: the port stays. */
      readonly port?: number | PortShift;
    }
  /** To the host that a map names, which programs fill while the firewall runs. */
  | { readonly do: "dnat map"; readonly family: Family; readonly map: string }
  | { readonly do: "ct helper set"; readonly object: string; readonly helper: string }
  | { readonly do: "flow add"; readonly flowtable: string };

/**
 * Each port of a range becomes the one that is as far from another port. The kernel can do so for
 * single ports only, so that a map names each: nft has no word for an offset, and the kernel takes
 * any free port of a range.
 */
export interface PortShift {
  readonly map: string;
  readonly protocol: PortProtocol;
  readonly asked: PortRange;
  /** What the first port of the range becomes. */
  readonly first: number;
}

/** From one interface to another: the chain that decides. */
export interface Jump {
  readonly from: string;
  readonly to: string;
  readonly chain: string;
}

/** An entry of the configuration. */
export interface RuleReference {
  /** The list that the rule is in. */
  readonly list: "policy.rules" | "firewall.management";
  /** Its index in the list. */
  readonly index: number;
}

/** One line of a chain. What prints, evaluates and explains it reads this value. */
export interface ChainRule {
  readonly matches: readonly Match[];
  readonly statements: readonly Statement[];
  /** The entry of the configuration that asked for it; absent for the firewall's own rules. */
  readonly origin?: RuleReference;
  readonly comment?: string;
}

/** Where the kernel calls a chain. */
export interface Hook {
  readonly type: "filter" | "nat";
  readonly hook: "prerouting" | "input" | "forward" | "output" | "postrouting";
  readonly priority: "raw" | "mangle" | "filter" | "dstnat - 1" | "dstnat" | "srcnat";
  readonly policy: "accept" | "drop";
}

/** Rules in their order; a text between them is a remark for who reads the file, "" an empty line. */
export interface Chain {
  readonly kind: "chain";
  readonly name: string;
  /** Absent for a chain that rules lead to. */
  readonly hook?: Hook;
  readonly body: readonly (ChainRule | string)[];
}

/** A set or a map with its elements, or one that the kernel or a program fills. */
export interface NamedSet {
  readonly kind: "set" | "map";
  readonly name: string;
  readonly type: string;
  readonly size?: number;
  readonly flags?: readonly string[];
  readonly timeout?: string;
  readonly elements?: readonly string[];
  /** A remark above it. */
  readonly remark?: string;
}

/** The map from a pair of interfaces to the chain that decides. */
export interface VerdictMap {
  readonly kind: "verdict map";
  readonly name: string;
  readonly jumps: readonly Jump[];
}

/** Devices between which established connections pass the chains by. */
export interface FlowtableObject {
  readonly kind: "flowtable";
  readonly name: string;
  readonly devices: readonly string[];
}

/** A connection tracking helper for one transport protocol. */
export interface HelperObject {
  readonly kind: "ct helper";
  readonly name: string;
  readonly helper: string;
  readonly protocol: PortProtocol;
}

/** A table of the family `inet`. */
export interface Table<Name extends string = "firewall" | "expected" | "nat"> {
  readonly name: Name;
  readonly items: readonly (NamedSet | VerdictMap | FlowtableObject | HelperObject | Chain)[];
}

/** Everything that a firewall's `/etc/nftables.conf` loads. */
export interface Ruleset {
  readonly firewall: Table<"firewall">;
  /** Absent when no connection can be announced to the address of source NAT. */
  readonly expected?: Table<"expected">;
  /** Absent when nothing is translated. */
  readonly nat?: Table<"nat">;
}
