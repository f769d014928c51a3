import { listOf } from "../../config/lists.ts";
import type { ConfigPath } from "../../diagnostics/diagnostic.ts";
import { interfaceOn } from "../addresses.ts";
import type { ConfigRule } from "./rule.ts";

/** Rules, NAT entries and management access are about sides of the firewall. */
export const networksAreSides: ConfigRule = (config, report) => {
  const { network } = config.ha.stateSync;
  const named: readonly (readonly [ConfigPath, readonly string[]])[] = [
    ...(config.policy?.rules ?? []).flatMap((rule, i): [ConfigPath, readonly string[]][] => [
      [["policy", "rules", i, "from"], listOf(rule.from)],
      [["policy", "rules", i, "to"], listOf(rule.to)],
    ]),
    ...(config.nat?.source ?? []).flatMap((entry, i): [ConfigPath, readonly string[]][] => [
      [["nat", "source", i, "from"], listOf(entry.from)],
      [["nat", "source", i, "to"], [entry.to]],
    ]),
    ...(config.nat?.destination ?? []).map((entry, i): [ConfigPath, readonly string[]] => [
      ["nat", "destination", i, "from"],
      [entry.from],
    ]),
    ...(config.firewall.management ?? []).map((entry, i): [ConfigPath, readonly string[]] => [
      ["firewall", "management", i, "from"],
      [entry.from],
    ]),
  ];
  const withoutInterface = new Set(
    Object.keys(config.networks).filter((name) => interfaceOn(config, name) === undefined),
  );
  for (const [path, names] of named) {
    for (const name of names) {
      if (name === network) report("FW036", path, `"${name}" is the sync network`);
      else if (withoutInterface.has(name)) {
        const message = `the firewalls have no interface on "${name}"`;
        report("FW037", path, message, "add one under firewall.interfaces");
      }
    }
  }
};

/** Only accepting rules have limits. */
export const limitsAreOnAcceptingRules: ConfigRule = (config, report) => {
  for (const [i, rule] of (config.policy?.rules ?? []).entries()) {
    if (rule.limit === undefined || (rule.action ?? "accept") === "accept") continue;
    const path = ["policy", "rules", i, "limit"];
    report("FW046", path, `the rule's action is ${rule.action}`, "remove the limit");
  }
};
