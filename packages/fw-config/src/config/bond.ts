import { z } from "zod";

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
export const bondSchema: z.ZodType<BondConfig> = z.strictObject({
  cards: z.array(interfaceNameSchema).min(2).max(8),
  mode: z.enum(["active-backup", "802.3ad"]).exactOptional(),
});
