import * as z from "zod/mini";

import { nameSchema, portSchema } from "./scalars.ts";

/** A port or a range of ports like `6000-6063`. */
export type PortConfig = number | string;

/** A service on TCP, UDP, SCTP or DCCP ports. */
export interface PortServiceConfig {
  /** The transport protocol. */
  readonly protocol: "tcp" | "udp" | "sctp" | "dccp";
  /** Destination ports and ranges of ports. */
  readonly ports: readonly PortConfig[];
  /**
   * The connection tracking helper that reads this protocol to find the related connections.
   * Default: none.
   */
  readonly helper?: string;
}

/** An ICMP query that opens a connection: its answer and its errors belong to that. */
export type IcmpQuery =
  | "echo-request"
  | "timestamp-request"
  | "info-request"
  | "address-mask-request";

/** Queries of ICMP, between IPv4 addresses. */
export interface IcmpServiceConfig {
  /** ICMP, between IPv4 addresses. */
  readonly protocol: "icmp";
  /** Types of queries. Answers and errors pass by themselves and are not named. */
  readonly types: readonly IcmpQuery[];
}

/** An ICMPv6 query that opens a connection. */
export type Icmpv6Query = "echo-request" | "node-information-query";

/** Queries of ICMPv6, between IPv6 addresses. */
export interface Icmpv6ServiceConfig {
  /** ICMPv6, between IPv6 addresses. */
  readonly protocol: "icmpv6";
  /** Types of queries. Answers and errors pass by themselves and are not named. */
  readonly types: readonly Icmpv6Query[];
}

/** A set of services under one name. */
export interface ServiceSetConfig {
  /** Names of services and of other sets. */
  readonly services: readonly string[];
}

/** A service or a set of services. */
export type ServiceConfig =
  | PortServiceConfig
  | IcmpServiceConfig
  | Icmpv6ServiceConfig
  | ServiceSetConfig;

/** The kernel's connection tracking helpers that a service may use. */
export const helperNames = [
  "ftp",
  "tftp",
  "sip",
  "irc",
  "pptp",
  "amanda",
  "netbios-ns",
  "RAS",
  "Q.931",
] as const;

const portRangeSchema = z.string().check(
  z.regex(/^[1-9]\d{0,4}-[1-9]\d{0,4}$/, {
    error: "expected a range of ports like 6000-6063",
    abort: true,
  }),
  z.refine((text) => {
    const [low = 0, high = 0] = text.split("-").map(Number);
    return low < high && high <= 65_535;
  }, "expected the lower port first, and no port above 65535"),
);

const portServiceSchema: z.ZodMiniType<PortServiceConfig> = z.strictObject({
  protocol: z.enum(["tcp", "udp", "sctp", "dccp"]),
  ports: z.array(z.union([portSchema, portRangeSchema])).check(z.minLength(1)),
  helper: z.exactOptional(z.enum(helperNames)),
});

const icmpServiceSchema: z.ZodMiniType<IcmpServiceConfig> = z.strictObject({
  protocol: z.literal("icmp"),
  types: z
    .array(z.enum(["echo-request", "timestamp-request", "info-request", "address-mask-request"]))
    .check(z.minLength(1)),
});

const icmpv6ServiceSchema: z.ZodMiniType<Icmpv6ServiceConfig> = z.strictObject({
  protocol: z.literal("icmpv6"),
  types: z.array(z.enum(["echo-request", "node-information-query"])).check(z.minLength(1)),
});

const serviceSetSchema: z.ZodMiniType<ServiceSetConfig> = z.strictObject({
  services: z.array(nameSchema).check(z.minLength(1)),
});

/** @see ServiceConfig */
export const serviceSchema: z.ZodMiniType<ServiceConfig> = z.union([
  portServiceSchema,
  icmpServiceSchema,
  icmpv6ServiceSchema,
  serviceSetSchema,
]);
