import * as z from "zod/mini";

import { interfaceNameSchema, ipSchema, nameSchema, oneOrMore, type OneOrMore } from "./scalars.ts";
import { vmSchema, type VmConfig } from "./vm.ts";

/** A machine that is not a firewall. */
export interface HostConfig {
  /**
   * client: a virtual machine of the lab. lab-host: the machine that runs the lab; it is reached at
   * the network's bridge. external: exists elsewhere and is only named by rules. Default: client.
   */
  readonly kind?: "client" | "lab-host" | "external";
  /** The network the host is on. */
  readonly network: string;
  /** Its address, or one IPv4 and one IPv6 address. */
  readonly address: OneOrMore<string>;
  /** The client's interface. Default: eth0, or eth0.TAG on a tagged network. */
  readonly interface?: string;
  /** The size of a client's virtual machine. */
  readonly vm?: VmConfig;
}

/** @see HostConfig */
export const hostSchema: z.ZodMiniType<HostConfig> = z.strictObject({
  kind: z.exactOptional(z.enum(["client", "lab-host", "external"])),
  network: nameSchema,
  address: oneOrMore(ipSchema),
  interface: z.exactOptional(interfaceNameSchema),
  vm: z.exactOptional(vmSchema),
});
