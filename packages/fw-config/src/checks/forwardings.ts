import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import type { OneOrMore } from "../config/scalars.ts";
import { includesAddress } from "../model/address-match.ts";
import { isOfPorts, portsOnHost, type PortForwarding } from "../model/forwarded-servers.ts";
import { forwardingEntries } from "../model/forwardings.ts";
import { resolveRules } from "../model/policy.ts";
import type { Rule } from "../model/types.ts";
import { portText } from "../services/port-text.ts";
import type { Check } from "./check.ts";

/** Whether a rule accepts some connection of a forwarding, as it is after the translation. */
function letsIn(rule: Rule, entry: PortForwarding): boolean {
  const { host, service } = entry;
  if (rule.action !== "accept" || !includesAddress(rule.destination, host)) return false;
  const ports = portsOnHost(entry);
  return (
    rule.services?.some(
      (own) =>
        own.kind === "ports" &&
        own.protocol === service.protocol &&
        own.ports.some((a) => ports.some((b) => a.low <= b.high && b.low <= a.high)),
    ) ?? true
  );
}

function named(value: OneOrMore<string>, network: string): boolean {
  return listOf(value).some((name) => name === network || name === "any");
}

/** The rules between two networks, resolved once a pair however many forwardings ask for them. */
function rulesBetween(config: Config): (from: string, to: string) => readonly Rule[] {
  const known = new Map<string, readonly Rule[]>();
  return (from, to) => {
    const key = `${from} ${to}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const between = (config.policy?.rules ?? []).filter(
      (rule) => named(rule.from, from) && named(rule.to, to),
    );
    const rules = resolveRules({ ...config, policy: { rules: between } });
    known.set(key, rules);
    return rules;
  };
}

/** What is forwarded is let in. */
const forwardingsAreLetIn: Check = (config, report) => {
  const between = rulesBetween(config);
  const entries = forwardingEntries(config);
  for (const [i, { service }] of (config.nat?.destination ?? []).entries()) {
    const all = entries[i]?.forwardings.filter(isOfPorts) ?? [];
    const [first] = all;
    if (first === undefined) continue;
    const rules = between(first.from, first.to);
    if (all.some((forwarding) => rules.some((rule) => letsIn(rule, forwarding)))) continue;
    const ports = portsOnHost(first).map(portText).join(", ");
    const message = `no rule accepts "${service}" from "${first.from}" to ${first.host}`;
    const hint = `add a rule from ${first.from} to ${first.to} for ${first.service.protocol} port ${ports}`;
    report("FW063", ["nat", "destination", i], message, hint);
  }
};

/** In the order of their findings. */
export const forwardingChecks: readonly Check[] = [forwardingsAreLetIn];
