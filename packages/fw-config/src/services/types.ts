/** Ports from `low` to `high`, both included. */
export interface PortRange {
  /** The first port, 1 to 65535. */
  readonly low: number;
  /** The last port, 1 to 65535. */
  readonly high: number;
}

/** A transport protocol with ports. */
export type PortProtocol = "tcp" | "udp" | "sctp" | "dccp";

/** What a service is on the wire. */
export type ServiceMatch =
  | {
      /** A transport protocol with destination ports. */
      readonly kind: "ports";
      /** The service's name in the configuration. */
      readonly name: string;
      /** The transport protocol. */
      readonly protocol: PortProtocol;
      /** Destination ports; never empty. */
      readonly ports: readonly PortRange[];
      /** The connection tracking helper that reads it. Absent: none. */
      readonly helper?: string;
    }
  | {
      /** Types of ICMP and ICMPv6. */
      readonly kind: "icmp";
      /** The service's name in the configuration. */
      readonly name: string;
      /** Type names of ICMP; empty when the service has no IPv4 form. */
      readonly v4: readonly string[];
      /** Type names of ICMPv6; empty when the service has no IPv6 form. */
      readonly v6: readonly string[];
    }
  | {
      /** An IP protocol without ports. */
      readonly kind: "protocol";
      /** The service's name in the configuration. */
      readonly name: string;
      /** IANA protocol number. */
      readonly number: number;
    };
