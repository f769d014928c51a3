import type { Model, Node, ServiceMatch } from "../../model/types.ts";
import { bare, nodesOfKind } from "../../render/firewall-facts.ts";
import {
  blocksOf,
  decide,
  matchOf,
  reachEndpoints,
  type Deciding,
  type Reach,
  type ReachEndpoint,
  type ReachOptions,
} from "./reach.ts";
import { arrivals, selectBoxes, type Passage } from "./region.ts";

function managedServices(model: Model): ReadonlyMap<string, readonly ServiceMatch[]> {
  const matches = new Set(model.management.flatMap((rule) => rule.services));
  const names = new Set([...matches].map(({ name }) => name));
  return new Map(
    [...names].map((name) => [name, [...matches].filter((match) => match.name === name)]),
  );
}

/** The entries for one network, in the order of the input chain. */
function entriesFor(model: Model, network: string, own: readonly Passage[]): readonly Deciding[] {
  return model.management.flatMap((entry, index) =>
    entry.from === network
      ? [
          {
            rule: { action: "accept", index } as const,
            boxes: own.flatMap((passage) => selectBoxes(passage, entry) ?? []),
          },
        ]
      : [],
  );
}

/**
 * Who may reach the firewalls themselves, at their own addresses: to a virtual one only ICMP is
 * let in, as an answer from it could end a living connection.
 */
export function managementReach(model: Model, options: ReachOptions): readonly Reach[] {
  const services = [...managedServices(model)].filter(
    ([name]) => options.services?.has(name) ?? true,
  );
  if (services.length === 0) return [];
  const endpoints = options.endpoints ?? reachEndpoints(model);
  const arrivalsOf = arrivals(model);
  const reachOf = (from: ReachEndpoint, firewall: Node): readonly Reach[] => {
    const own = firewall.interfaces.flatMap(({ addresses }) => addresses.map(bare));
    const destination = blocksOf(own);
    const passing = arrivalsOf(from.network);
    const entries = entriesFor(model, from.network, passing);
    const source = matchOf(from);
    return services.flatMap(([service, matches]): Reach[] => {
      const selection = {
        ...(source === undefined ? {} : { source }),
        destination,
        services: matches,
      };
      const boxes = passing.flatMap((passage) => selectBoxes(passage, selection) ?? []);
      if (boxes.length === 0) return [];
      const decision = decide(boxes, entries);
      return [{ kind: "management", from: from.name, to: firewall.name, service, ...decision }];
    });
  };
  return endpoints.flatMap((from) =>
    nodesOfKind(model, "firewall").flatMap((firewall) => reachOf(from, firewall)),
  );
}
