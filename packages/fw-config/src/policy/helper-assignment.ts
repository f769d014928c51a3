import { familiesOf } from "../model/firewall-facts.ts";
import type { Model, Rule } from "../model/types.ts";
import { nftSet, nftString } from "../render/nftables/match.ts";
import { toRanges } from "./address-ranges.ts";
import type { Step } from "./evaluation.ts";
import { allMatches } from "./line-index.ts";
import { ruleLines, type RuleLine } from "./rule-line.ts";
import { line, type Stage } from "./trip.ts";

const chain = "helpers";
const passed = line(
  chain,
  "type filter hook prerouting priority mangle; policy accept;",
  "continue",
);

interface Assignment {
  readonly line: RuleLine;
  readonly interfaces: readonly string[];
  readonly step: Step;
}

function assignments(model: Model, rule: Rule): readonly Assignment[] {
  const interfaces = model.networks.flatMap((network) =>
    rule.from.includes(network.name) ? (network.firewallInterface ?? []) : [],
  );
  const quoted = nftSet(interfaces.map((name) => `"${name}"`));
  return (rule.services ?? []).flatMap((service) => {
    if (service.kind !== "ports" || service.helper === undefined) return [];
    const object = nftString(`${service.helper}-${service.protocol}`);
    return ruleLines(familiesOf(model), rule.source, rule.destination, [service]).map((matched) => {
      const text = `iifname ${quoted} ${matched.expression} ct state new counter ct helper set ${object}`;
      return { line: matched, interfaces, step: line(chain, text, "continue") };
    });
  });
}

/** A service behind a virtual address is seen before its destination is translated. */
function forwardedAssignments(model: Model): readonly Assignment[] {
  return model.destinationNat.flatMap(({ interface: name, family, vip, service }) => {
    if (service.helper === undefined) return [];
    const object = nftString(`${service.helper}-${service.protocol}`);
    const only = toRanges([vip]);
    return ruleLines(familiesOf(model), undefined, undefined, [service]).map((matched) => {
      const ip = family === 4 ? "ip" : "ip6";
      const text = `iifname "${name}" ${ip} daddr ${vip} ${matched.expression} ct state new counter ct helper set ${object}`;
      const own = { ...matched, family, destination: only };
      return { line: own, interfaces: [name], step: line(chain, text, "continue") };
    });
  });
}

/** The chain that gives new connections their helper; absent when no rule uses one. */
export function helperStage(model: Model): Stage | undefined {
  const accepting = model.rules.filter((rule) => rule.action === "accept");
  const all = [
    ...accepting.flatMap((rule) => assignments(model, rule)),
    ...forwardedAssignments(model),
  ];
  if (all.length === 0) return undefined;
  const matching = allMatches(all);
  return (trip) => {
    const own =
      trip.connection === "new"
        ? matching(trip.subject).filter(({ interfaces }) => interfaces.includes(trip.inInterface))
        : [];
    if (own.length === 0) trip.path.push(passed);
    for (const { step } of own) trip.path.push(step);
    return undefined;
  };
}
