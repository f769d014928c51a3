import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import type { Check } from "./check.ts";

/** The sections whose names a rule's source and destination can mean. */
function namedSections(
  config: Parameters<Check>[0],
): readonly (readonly [string, ConfigPath, readonly string[]])[] {
  return [
    ["firewall", ["firewall", "members"], Object.keys(config.firewall.members)],
    ["host", ["hosts"], Object.keys(config.hosts ?? {})],
    ["address set", ["addresses"], Object.keys(config.addresses ?? {})],
    ["network", ["networks"], Object.keys(config.networks)],
  ];
}

/** Names of machines are unique, and a rule's source can mean one thing only. */
const namesAreUnique: Check = (config, report) => {
  const taken = new Map<string, string>();
  for (const [kind, path, names] of namedSections(config)) {
    for (const name of names) {
      const first = taken.get(name);
      taken.set(name, first ?? kind);
      if (first === undefined) continue;
      report("FW017", [...path, name], `the ${kind} "${name}" has the name of a ${first}`);
    }
  }
};

/** Nothing has a name with a meaning of ours. */
const namesAreNotReserved: Check = (config, report) => {
  for (const [kind, path, names] of namedSections(config)) {
    for (const name of names.filter((entry) => entry === "any" || entry === "host")) {
      report("FW032", [...path, name], `a ${kind} cannot be called "${name}"`);
    }
  }
};

/** In the order of their findings. */
export const nameChecks: readonly Check[] = [namesAreUnique, namesAreNotReserved];
