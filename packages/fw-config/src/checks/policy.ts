import { listOf } from "../config/lists.ts";
import type { OneOrMore } from "../config/scalars.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { interfaceOn, syncNetworks } from "../model/addresses.ts";
import type { Check } from "./check.ts";

/** Rules, NAT entries and management access are about sides of the firewall. */
const networksAreSides: Check = (config, report) => {
  const dedicated = syncNetworks(config);
  const withoutInterface = new Set(
    Object.keys(config.networks).filter((name) => interfaceOn(config, name) === undefined),
  );
  const check = (value: OneOrMore<string>, ...path: ConfigPath): void => {
    for (const name of listOf(value)) {
      if (dedicated.includes(name)) report("FW036", path, `"${name}" is a sync network`);
      else if (withoutInterface.has(name)) {
        const message = `the firewalls have no interface on "${name}"`;
        report("FW037", path, message, "add one under firewall.interfaces");
      }
    }
  };
  for (const [i, rule] of (config.policy?.rules ?? []).entries()) {
    check(rule.from, "policy", "rules", i, "from");
    check(rule.to, "policy", "rules", i, "to");
  }
  for (const [i, entry] of (config.nat?.source ?? []).entries()) {
    check(entry.from, "nat", "source", i, "from");
    check(entry.to, "nat", "source", i, "to");
  }
  for (const [i, entry] of (config.nat?.destination ?? []).entries()) {
    check(entry.from, "nat", "destination", i, "from");
  }
  for (const [i, { from }] of (config.nat?.oneToOne ?? []).entries()) {
    if (from !== undefined) check(from, "nat", "oneToOne", i, "from");
  }
  for (const [i, entry] of (config.firewall.management ?? []).entries()) {
    check(entry.from, "firewall", "management", i, "from");
  }
};

/** Only accepting rules have limits. */
const limitsAreOnAcceptingRules: Check = (config, report) => {
  for (const [i, rule] of (config.policy?.rules ?? []).entries()) {
    if (rule.limit === undefined || (rule.action ?? "accept") === "accept") continue;
    const path = ["policy", "rules", i, "limit"];
    report("FW046", path, `the rule's action is ${rule.action}`, "remove the limit");
  }
};

/** In the order of their findings. */
export const policyChecks: readonly Check[] = [networksAreSides, limitsAreOnAcceptingRules];
