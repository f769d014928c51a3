import { z } from "zod";

/** Packets that a ruleset has dropped because it knew no connection for them, by the rule that did. */
export interface DroppedWithoutState {
  /** `ct state invalid`. */
  readonly invalid: number;
  /** A TCP packet that does not begin a connection and belongs to none. */
  readonly notSyn: number;
  /** Addressed to a virtual address: what the kernel would have answered with a reset. */
  readonly toVip: number;
}

const rulesets = z.object({
  nftables: z.array(z.object({ rule: z.object({ expr: z.array(z.unknown()) }).optional() })),
});
const counter = z.object({ counter: z.object({ packets: z.number() }) });
const drop = z.object({ drop: z.null() });

/** Sums the counters of `nft --json list ruleset`. */
export function droppedWithoutState(json: unknown): DroppedWithoutState {
  const sums = { invalid: 0, notSyn: 0, toVip: 0 };
  for (const { rule } of rulesets.parse(json).nftables) {
    if (rule === undefined || !rule.expr.some((part) => drop.safeParse(part).success)) continue;
    const reason = reasonOf(JSON.stringify(rule.expr));
    const packets = rule.expr.flatMap(
      (part) => counter.safeParse(part).data?.counter.packets ?? [],
    );
    if (reason !== undefined) sums[reason] += packets[0] ?? 0;
  }
  return sums;
}

function reasonOf(expression: string): keyof DroppedWithoutState | undefined {
  if (expression.includes('"right":"invalid"')) return "invalid";
  if (expression.includes('"field":"flags"')) return "notSyn";
  return expression.includes('"@vips_') ? "toVip" : undefined;
}
