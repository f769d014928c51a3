/** Flags of a TCP segment that decide how connection tracking sees it. */
export type TcpFlag = "fin" | "syn" | "rst" | "psh" | "ack" | "urg";

/** A transport protocol by name, or any protocol by its IANA number. */
export type Protocol = "tcp" | "udp" | "sctp" | "dccp" | "icmp" | number;

/** One packet as it reaches a firewall. */
export interface Packet {
  /**
   * The firewall's interface that it arrives on. Default: the one its source is routed to; a packet
   * from an address of the firewall is its own, and arrives on none.
   */
  readonly interface?: string;
  /** IPv4 or IPv6 address; source and destination are of one family. */
  readonly source: string;
  /** The address that it is sent to. */
  readonly destination: string;
  /** `icmp` is ICMPv6 (58) between IPv6 addresses. */
  readonly protocol: Protocol;
  /** For TCP, UDP, SCTP and DCCP, 0 to 65535. Default: 0. */
  readonly sourcePort?: number;
  /** 1 to 65535; absent for protocols without ports. */
  readonly destinationPort?: number;
  /** The number of the ICMP, ICMPv6 or IGMP type. Default: echo request; none for IGMP. */
  readonly icmpType?: number;
  /** Default: only SYN, the first segment of a connection. */
  readonly tcpFlags?: readonly TcpFlag[];
  /** IPv4 time to live or IPv6 hop limit on arrival. Default: 64. */
  readonly hopLimit?: number;
}

/** The flags of a segment that opens a connection. */
export const onlySyn: readonly TcpFlag[] = ["syn"];

/** What connection tracking knows about a packet (`ct state` of nft). */
export type ConnectionState = "new" | "established" | "related" | "invalid" | "untracked";

/** What the verdict depends on besides the packet. */
export interface FirewallState {
  /** The firewall that the packet reaches. Default: the first. */
  readonly node?: string;
  /** The primary holds the virtual addresses. Default: primary. */
  readonly role?: "primary" | "backup";
  /**
   * Default: what connection tracking makes of the packet without a known connection; related, when
   * there is a master that a helper reads.
   */
  readonly connection?: ConnectionState;
  /** Whether the limit of the rule that accepts it, if it has one, is used up. Default: false. */
  readonly limitExceeded?: boolean;
  /** The helper of the connection that announced a related one, like `ftp`. Default: the master's. */
  readonly helper?: string;
  /**
   * The first packet of the connection that announced a related one, which is translated as that
   * was. Absent: the rules alone translate it, and behind source NAT the rest of its way is left
   * open.
   */
  readonly master?: Packet;
}

const protocolNumbers: Readonly<Record<Exclude<Protocol, number | "icmp">, number>> = {
  tcp: 6,
  udp: 17,
  dccp: 33,
  sctp: 132,
};

/** The IANA number of a protocol in a family. */
export function protocolNumber(protocol: Protocol, family: 4 | 6): number {
  if (typeof protocol === "number") return protocol;
  if (protocol === "icmp") return family === 4 ? 1 : 58;
  return protocolNumbers[protocol];
}

/** Whether the protocol of this number has ports that a service can name. */
export function hasPorts(number: number): boolean {
  return number === 6 || number === 17 || number === 33 || number === 132;
}

/** Whether the number is ICMP's in this family. */
export function isIcmp(number: number, family: 4 | 6): boolean {
  return number === (family === 4 ? 1 : 58);
}
