import type { RuleReference } from "../ruleset/types.ts";
import type { ConnectionState } from "./packet.ts";

/** What happens to a packet. */
export type Verdict = "accept" | "drop" | "reject";

/** What a step does with the packet; `continue` goes on with the next line or chain. */
export type StepVerdict = Verdict | "continue" | "goto" | "dnat" | "snat" | "notrack";

/**
 * One step of a packet's way. With a `chain`, `text` is a line of that chain in the rendered
 * `/etc/nftables.conf`: the line that decided, or the chain's first line when its policy did.
 * Without, the kernel itself decided (connection tracking, routing) and `text` says how.
 */
export interface Step {
  /** The table's family and name. */
  readonly table?: "firewall" | "nat";
  /** The chain's name. */
  readonly chain?: string;
  /** The line of the ruleset, without its counter. */
  readonly text: string;
  /** What the line decided. */
  readonly verdict: StepVerdict;
}

/** A side of a translation; no port for protocols without ports. */
export interface Endpoint {
  /** An IPv4 or IPv6 address. */
  readonly address: string;
  /** A port, 1 to 65535; absent for protocols without ports. */
  readonly port?: number;
}

/** A translation of one side of a connection. */
export interface Translation {
  /** Before. */
  readonly from: Endpoint;
  /** After. */
  readonly to: Endpoint;
}

/** Translations of a connection. The source keeps its port unless another connection has it. */
export interface Nat {
  /** The source was changed. */
  readonly source?: Translation;
  /** The destination was changed. */
  readonly destination?: Translation;
}

/** The answer of the firewall to a rejected packet (ICMP type 3 code 13, ICMPv6 type 1 code 1). */
export type Answer = "tcp-reset" | "admin-prohibited";

/** What the firewall does with a packet, and why. */
export interface Evaluation {
  /** What becomes of the packet. */
  readonly verdict: Verdict;
  /** The rule of the configuration that decided; absent when none did. */
  readonly rule?: RuleReference;
  /** The chains in the order in which the packet meets them. */
  readonly path: readonly Step[];
  /** What connection tracking makes of the packet. */
  readonly connection: ConnectionState;
  /** Absent when nothing is translated. */
  readonly nat?: Nat;
  /** The prefixes of the log lines that it writes (rate-limited, so perhaps none of them). */
  readonly log: readonly string[];
  /** The firewall's interface that the packet comes in by; empty when it comes in by none. */
  readonly inInterface: string;
  /** The firewall sends it itself. */
  readonly own: boolean;
  /** The interface that it leaves by; absent for the firewall itself and for a dead end. */
  readonly outInterface?: string;
  /** Whether its destination, after translation, is the firewall itself. */
  readonly local: boolean;
  /** What a rejected packet's sender receives; absent when the kernel has no address for it. */
  readonly answer?: Answer;
}
