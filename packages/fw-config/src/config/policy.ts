import * as z from "zod/mini";

import { commentSchema, nameSchema, oneOrMore, type OneOrMore } from "./scalars.ts";

/** How a match is written to the kernel log. */
export interface LogConfig {
  /** At most this many lines a second. */
  readonly perSecond: number;
}

/** Bounds on what an accepting rule lets in; what exceeds them is dropped. */
export interface LimitConfig {
  /** New connections a second; a burst of as many again is let in. Default: no bound. */
  readonly newPerSecond?: number;
  /** Connections open at the same time. Default: no bound. */
  readonly connections?: number;
  /** rule: all sources together. source: each source address by itself. Default: rule. */
  readonly per?: "rule" | "source";
}

/** One rule: the first that matches a new connection decides. */
export interface RuleConfig {
  /** The networks that the connection comes from, or `any`. */
  readonly from: OneOrMore<string>;
  /** The networks that it goes to, or `any`. */
  readonly to: OneOrMore<string>;
  /**
   * Hosts, address sets, networks, addresses or subnets; those with an exclamation mark, like
   * `"!printers"`, are left out. Default: any address.
   */
  readonly source?: OneOrMore<string>;
  /**
   * Hosts, address sets, networks, addresses or subnets; those with an exclamation mark, like
   * `"!printers"`, are left out. Default: any address.
   */
  readonly destination?: OneOrMore<string>;
  /** Services, builtin or defined under `services`. Default: every protocol. */
  readonly services?: OneOrMore<string>;
  /** What happens to a new connection that matches. Default: accept. */
  readonly action?: "accept" | "drop" | "reject";
  /**
   * Write a line to the kernel log for a match: true for at most 5 a second, or a rate. Default:
   * false.
   */
  readonly log?: boolean | LogConfig;
  /** Bounds on what an accepting rule lets in. Default: none. */
  readonly limit?: LimitConfig;
  /** Copied beside the rule in the ruleset. */
  readonly comment?: string;
}

/** What may be forwarded. Everything that no rule accepts is dropped. */
export interface PolicyConfig {
  /**
   * true: established TCP and UDP connections between sides without helpers take a short cut
   * through the kernel (nftables' flowtable), and the lines of the ruleset no longer see their
   * packets. Needs `ha.stateSync.externalCache: true`. Default: false.
   */
  readonly flowtable?: boolean;
  /** The rules in the order in which they are tried. */
  readonly rules: readonly RuleConfig[];
}

const logSchema: z.ZodMiniType<boolean | LogConfig> = z.union([
  z.boolean(),
  z.strictObject({
    perSecond: z.int().check(z.minimum(1), z.maximum(10_000)),
  }),
]);

const limitSchema: z.ZodMiniType<LimitConfig> = z.strictObject({
  newPerSecond: z.exactOptional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
  connections: z.exactOptional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
  per: z.exactOptional(z.enum(["rule", "source"])),
});

const ruleSchema: z.ZodMiniType<RuleConfig> = z.strictObject({
  from: oneOrMore(nameSchema),
  to: oneOrMore(nameSchema),
  source: z.exactOptional(oneOrMore(z.string())),
  destination: z.exactOptional(oneOrMore(z.string())),
  services: z.exactOptional(oneOrMore(nameSchema)),
  action: z.exactOptional(z.enum(["accept", "drop", "reject"])),
  log: z.exactOptional(logSchema),
  limit: z.exactOptional(limitSchema),
  comment: z.exactOptional(commentSchema),
});

/** @see PolicyConfig */
export const policySchema: z.ZodMiniType<PolicyConfig> = z.strictObject({
  flowtable: z.exactOptional(z.boolean()),
  rules: z.array(ruleSchema),
});
