import { z } from "zod";

import { interfaceNameSchema, ipSchema, nameSchema, oneOrMore, type OneOrMore } from "./scalars.ts";
import { vmSchema, type VmConfig } from "./vm.ts";

/** A machine that is not a firewall. */
export interface HostConfig {
  readonly kind?: "client" | "lab-host" | "external";
  readonly network: string;
  readonly address: OneOrMore<string>;
  readonly interface?: string;
  readonly vm?: VmConfig;
}

/** @see HostConfig */
export const hostSchema: z.ZodType<HostConfig> = z.strictObject({
  kind: z
    .enum(["client", "lab-host", "external"])
    .exactOptional()
    .describe(
      "client: a virtual machine of the lab. lab-host: the machine that runs the lab; it is reached at the network's bridge. external: exists elsewhere and is only named by rules. Default: client.",
    ),
  network: nameSchema.describe("The network the host is on."),
  address: oneOrMore(ipSchema).describe("Its address, or one IPv4 and one IPv6 address."),
  interface: interfaceNameSchema
    .exactOptional()
    .describe("The client's interface. Default: eth0, or eth0.TAG on a tagged network."),
  vm: vmSchema.exactOptional().describe("The size of a client's virtual machine."),
});
