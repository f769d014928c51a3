import { inOrder } from "../../model/firewall-facts.ts";
import type { Limit, Model, Rule } from "../../model/types.ts";
import { block, type Line } from "../lines.ts";
import type { Match } from "./match.ts";

/** A source that has been silent for so long is forgotten. */
const forgetAfter: string = "1h";

function bounds(limit: Limit): readonly (readonly [string, string])[] {
  const { newPerSecond, connections } = limit;
  const rate = `limit rate over ${newPerSecond}/second burst ${newPerSecond} packets`;
  return [
    ...(newPerSecond === undefined ? [] : [["rate", rate] as const]),
    ...(connections === undefined ? [] : [["count", `ct count over ${connections}`] as const]),
  ];
}

function meterName(rule: Rule, kind: string, family: 4 | 6): string {
  return `rule_${rule.index + 1}_${kind}_v${family}`;
}

/** What drops connections beyond the bounds of a rule, before the line that accepts the others. */
export function limitLines(
  rule: Rule,
  match: Match,
  families: ReadonlySet<4 | 6>,
): readonly string[] {
  const { limit } = rule;
  if (limit === undefined) return [];
  const lead = match.expression === "" ? "" : `${match.expression} `;
  const comment = `comment "rule ${rule.index + 1}: limit"`;
  if (!limit.perSource) {
    return bounds(limit).map(([, bound]) => `${lead}${bound} counter drop ${comment}`);
  }
  const own = match.family === undefined ? inOrder(families) : [match.family];
  return own.flatMap((family) =>
    bounds(limit).map(([kind, bound]) => {
      const key = family === 4 ? "ip saddr" : "ip6 saddr";
      return `${lead}add @${meterName(rule, kind, family)} { ${key} ${bound} } counter drop ${comment}`;
    }),
  );
}

/** The sets that count sources one by one. */
export function limitSets(model: Model, families: ReadonlySet<4 | 6>): readonly Line[] {
  return model.rules.flatMap((rule) => {
    const { limit } = rule;
    if (limit === undefined || !limit.perSource) return [];
    return inOrder(families).flatMap((family) =>
      bounds(limit).flatMap(([kind]) => [
        ...block(`set ${meterName(rule, kind, family)}`, [
          `type ipv${family}_addr`,
          "size 65535",
          // A count ends with its connections; only a rate needs to be forgotten.
          ...(kind === "rate"
            ? ["flags dynamic,timeout", `timeout ${forgetAfter}`]
            : ["flags dynamic"]),
        ]),
        "",
      ]),
    );
  });
}
