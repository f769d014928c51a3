import { z } from "zod";

import { nameSchema, oneOrMore, type OneOrMore } from "./scalars.ts";

/** Who may reach the firewalls themselves (their own addresses, never a virtual one). */
export interface ManagementConfig {
  /** The network that the packets come from. */
  readonly from: string;
  /** Hosts, address sets, addresses or subnets. Default: any address. */
  readonly source?: OneOrMore<string>;
  /** Services, builtin or defined under `services`. */
  readonly services: OneOrMore<string>;
}

/** @see ManagementConfig */
export const managementSchema: z.ZodType<ManagementConfig> = z.strictObject({
  from: nameSchema,
  source: oneOrMore(z.string()).exactOptional(),
  services: oneOrMore(nameSchema),
});
