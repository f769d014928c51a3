import { z } from "zod";

import { commentSchema, nameSchema, oneOrMore, type OneOrMore } from "./scalars.ts";

/** One rule: the first that matches a new connection decides. */
export interface RuleConfig {
  readonly from: OneOrMore<string>;
  readonly to: OneOrMore<string>;
  readonly source?: OneOrMore<string>;
  readonly destination?: OneOrMore<string>;
  readonly services?: OneOrMore<string>;
  readonly action?: "accept" | "drop" | "reject";
  readonly log?: boolean;
  readonly comment?: string;
}

/** What may be forwarded. Everything that no rule accepts is dropped. */
export interface PolicyConfig {
  readonly rules: readonly RuleConfig[];
}

const ruleSchema: z.ZodType<RuleConfig> = z.strictObject({
  from: oneOrMore(nameSchema).describe("The networks that the connection comes from, or `any`."),
  to: oneOrMore(nameSchema).describe("The networks that it goes to, or `any`."),
  source: oneOrMore(z.string())
    .exactOptional()
    .describe("Hosts, address sets, addresses or subnets. Default: any address."),
  destination: oneOrMore(z.string())
    .exactOptional()
    .describe("Hosts, address sets, addresses or subnets. Default: any address."),
  services: oneOrMore(nameSchema)
    .exactOptional()
    .describe("Services, builtin or defined under `services`. Default: every protocol."),
  action: z
    .enum(["accept", "drop", "reject"])
    .exactOptional()
    .describe("What happens to a new connection that matches. Default: accept."),
  log: z
    .boolean()
    .exactOptional()
    .describe("Write a line to the kernel log for a match, at most 5 a second. Default: false."),
  comment: commentSchema.exactOptional().describe("Copied beside the rule in the ruleset."),
});

/** @see PolicyConfig */
export const policySchema: z.ZodType<PolicyConfig> = z.strictObject({
  rules: z.array(ruleSchema).describe("The rules in the order in which they are tried."),
});
