import type { Model, ServiceMatch } from "../../model/types.ts";
import { block, type Line } from "../lines.ts";
import { portList, portProtocols, type PortList } from "./match.ts";

/** Services that stand together in a line of the ruleset. */
type ServiceGroup = readonly ServiceMatch[];

/** The groups of the filter's table. */
export function filterGroups(model: Model): readonly ServiceGroup[] {
  const { rules, management, destinationNat } = model;
  // Many rules share one list of services.
  const shared = [...new Set(rules.map((rule) => rule.services ?? []))];
  const single = [...shared.flat(), ...destinationNat.map(({ service }) => service)].filter(
    (service) => service.kind === "ports" && service.helper !== undefined,
  );
  return [
    ...shared,
    ...management.map((rule) => rule.services),
    // A helper is given to one service at a time.
    ...single.map((service) => [service]),
  ];
}

/** The groups of the translations' table: a set belongs to its table. */
export function natGroups(model: Model): readonly ServiceGroup[] {
  return model.destinationNat.map(({ service }) => [service]);
}

/**
 * Ports that rules share. Named sets load in linear time, where the anonymous sets of ten
 * thousand rules took the kernel fifteen seconds to number.
 */
export function portSets(groups: readonly ServiceGroup[]): readonly Line[] {
  const lists = groups.flatMap((group) =>
    portProtocols.flatMap((protocol): readonly PortList[] => {
      const list = portList(group, protocol);
      return list === undefined || list.ports.length < 2 ? [] : [list];
    }),
  );
  const byName = new Map(lists.map((list) => [list.name, list.ports]));
  return [...byName]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, ports]) => [
      ...block(`set ${name}`, [
        "type inet_service",
        ports.some((port) => port.includes("-")) ? "flags interval" : undefined,
        `elements = { ${ports.join(", ")} }`,
      ]),
      "",
    ]);
}
