import * as z from "zod/mini";

import { interfaceNameSchema } from "./scalars.ts";

/** Network cards that are one interface. */
export interface BondConfig {
  /** Two to eight network cards on the same network, the preferred one first. They are nobody else's. */
  readonly cards: readonly string[];
  /**
   * How they share the work. active-backup: one card works, the first whose link is up; needs
   * nothing of the other side, and two cables between the firewalls will do. 802.3ad: all work;
   * needs a switch with LACP, which the lab's bridges are not. Default: active-backup.
   */
  readonly mode?: "active-backup" | "802.3ad";
}

/** @see BondConfig */
export const bondSchema: z.ZodMiniType<BondConfig> = z.strictObject({
  cards: z.array(interfaceNameSchema).check(z.minLength(2), z.maxLength(8)),
  mode: z.exactOptional(z.enum(["active-backup", "802.3ad"])),
});
