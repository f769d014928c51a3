import type { Model, ServiceMatch } from "../../model/types.ts";
import { block, type Line } from "../lines.ts";
import { portList, portProtocols, type PortList } from "./match.ts";

/** The groups of services that stand together in a line of the ruleset. */
function serviceGroups(model: Model): readonly (readonly ServiceMatch[])[] {
  return [
    ...model.rules.map((rule) => rule.services ?? []),
    ...model.management.map((rule) => rule.services),
    // A helper or a translation is given to one service at a time.
    ...model.rules.flatMap((rule) => rule.services ?? []).map((service) => [service]),
    ...model.destinationNat.map(({ service }) => [service]),
  ];
}

/**
 * Ports that rules share. Named sets load in linear time, where the anonymous sets of ten
 * thousand rules took the kernel fifteen seconds to number.
 */
export function portSets(model: Model): readonly Line[] {
  const lists = serviceGroups(model).flatMap((group) =>
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
