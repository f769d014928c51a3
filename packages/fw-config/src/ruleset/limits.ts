import type { Family } from "../address/ip.ts";
import { inOrder } from "../model/firewall-facts.ts";
import type { Limit, Model, Rule } from "../model/types.ts";
import type { MatchGroup } from "./matches.ts";
import { countAndDrop } from "./statements.ts";
import type { Bound, ChainRule, NamedSet, Statement } from "./types.ts";

/** A source that has been silent for so long is forgotten. */
const forgetAfter = "1h";

function bounds({ newPerSecond, connections }: Limit): readonly Bound[] {
  return [
    ...(newPerSecond === undefined ? [] : [{ kind: "rate", over: newPerSecond } as const]),
    ...(connections === undefined ? [] : [{ kind: "count", over: connections } as const]),
  ];
}

function meterName(rule: Rule, kind: Bound["kind"], family: Family): string {
  return `rule_${rule.index + 1}_${kind}_v${family}`;
}

/** What drops connections beyond the bounds of a rule, before the line that accepts the others. */
export function limitRules(
  rule: Rule,
  group: MatchGroup,
  families: ReadonlySet<Family>,
): readonly ChainRule[] {
  const { limit } = rule;
  if (limit === undefined) return [];
  const dropBeyond = (statement: Statement): ChainRule => ({
    matches: group.matches,
    statements: [statement, ...countAndDrop],
    origin: { list: "policy.rules", index: rule.index },
    comment: `rule ${rule.index + 1}: limit`,
  });
  if (!limit.perSource) return bounds(limit).map((bound) => dropBeyond({ do: "limit", bound }));
  const own = group.family === undefined ? inOrder(families) : [group.family];
  return own.flatMap((family) =>
    bounds(limit).map((bound) =>
      dropBeyond({ do: "meter", set: meterName(rule, bound.kind, family), family, bound }),
    ),
  );
}

/** The sets that count sources one by one. */
export function limitSets(model: Model, families: ReadonlySet<Family>): readonly NamedSet[] {
  return model.rules.flatMap((rule) => {
    const { limit } = rule;
    if (limit === undefined || !limit.perSource) return [];
    return inOrder(families).flatMap((family) =>
      bounds(limit).map(({ kind }): NamedSet => {
        const set = {
          kind: "set",
          name: meterName(rule, kind, family),
          type: `ipv${family}_addr`,
          size: 65_535,
        } as const;
        // A count ends with its connections; only a rate needs to be forgotten.
        return kind === "rate"
          ? { ...set, flags: ["dynamic", "timeout"], timeout: forgetAfter }
          : { ...set, flags: ["dynamic"] };
      }),
    );
  });
}
