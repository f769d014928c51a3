import * as z from "zod/mini";

import { runSchema, timeoutSchema, userSchema, type ProgramConfig } from "./program.ts";
import { oneOrMore, type OneOrMore } from "./scalars.ts";

/** What a firewall is at a time. */
export type RoleName = "primary" | "backup" | "fault";

/** A program that a firewall runs when its role changes. */
export interface HookConfig extends ProgramConfig {
  /**
   * The roles that begin it: primary, backup, and fault, in which a firewall is while a link is lost
   * or keepalived does not run. It finds the role in FW_ROLE and the firewall's name in FW_MEMBER.
   * The next change of the role ends it.
   */
  readonly on: OneOrMore<RoleName>;
}

/** @see HookConfig */
export const hookSchema: z.ZodMiniType<HookConfig> = z.strictObject({
  on: oneOrMore(z.enum(["primary", "backup", "fault"])),
  run: runSchema,
  user: z.exactOptional(userSchema),
  timeoutSeconds: z.exactOptional(timeoutSchema),
});
