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

/** A set of services under one name. */
export interface ServiceSetConfig {
  /** Names of services and of other sets. */
  readonly services: readonly string[];
}

/** A service or a set of services. */
export type ServiceConfig = PortServiceConfig | ServiceSetConfig;

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

const serviceSetSchema: z.ZodMiniType<ServiceSetConfig> = z.strictObject({
  services: z.array(nameSchema).check(z.minLength(1)),
});

/** @see ServiceConfig */
export const serviceSchema: z.ZodMiniType<ServiceConfig> = z.union([
  portServiceSchema,
  serviceSetSchema,
]);
