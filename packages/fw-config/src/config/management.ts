import * as z from "zod/mini";

import { nameSchema, oneOrMore, type OneOrMore } from "./scalars.ts";

/** Who may reach the firewalls themselves (their own addresses, never a virtual one). */
export interface ManagementConfig {
  /** The network that the packets come from. */
  readonly from: string;
  /**
   * Hosts, address sets, networks, addresses or subnets; those with an exclamation mark, like
   * `"!printers"`, are left out. Default: any address.
   */
  readonly source?: OneOrMore<string>;
  /** Services, builtin or defined under `services`. */
  readonly services: OneOrMore<string>;
}

/** @see ManagementConfig */
export const managementSchema: z.ZodMiniType<ManagementConfig> = z.strictObject({
  from: nameSchema,
  source: z.exactOptional(oneOrMore(z.string())),
  services: oneOrMore(nameSchema),
});
