import { bareAddress } from "../address/interface-address.ts";
import { nodesOfKind } from "../model/firewall-facts.ts";
import type { Model } from "../model/types.ts";
import type { ServiceMatch } from "../services/types.ts";
import { vipsOn } from "./management.ts";
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

/** What a connection can be to: a firewall, or a virtual address. */
interface Target {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly virtual: boolean;
}

/** The firewalls, and the virtual addresses of a network: the gateway of its hosts. */
function targets(model: Model, network: string): readonly Target[] {
  const firewalls = nodesOfKind(model, "firewall").map(({ name, interfaces }) => {
    const addresses = interfaces.flatMap((nic) => nic.addresses.map(bareAddress));
    return { name, addresses, virtual: false };
  });
  const virtual = vipsOn(model, network);
  return [
    ...firewalls,
    ...virtual.map((address) => ({ name: address, addresses: [address], virtual: true })),
  ];
}

/**
 * Who may reach the firewalls themselves, at their own addresses; and at the virtual ones of their
 * network, where only ICMP is let in, as an answer from there could end a living connection.
 */
export function managementReach(model: Model, options: ReachOptions): readonly Reach[] {
  const services = [...managedServices(model)].filter(
    ([name]) => options.services?.has(name) ?? true,
  );
  if (services.length === 0) return [];
  const endpoints = options.endpoints ?? reachEndpoints(model);
  const arrivalsOf = arrivals(model);
  const reachOf = (from: ReachEndpoint, target: Target): readonly Reach[] => {
    const destination = blocksOf(target.addresses);
    const passing = arrivalsOf(from.network);
    const entries = entriesFor(model, from.network, passing);
    const source = matchOf(from);
    return services.flatMap(([service, matches]): Reach[] => {
      const boxesOf = (some: readonly ServiceMatch[]) =>
        passing.flatMap(
          (passage) =>
            selectBoxes(passage, {
              ...(source === undefined ? {} : { source }),
              destination,
              services: some,
            }) ?? [],
        );
      const boxes = boxesOf(matches);
      if (boxes.length === 0) return [];
      const silent = target.virtual ? matches.filter(({ kind }) => kind !== "icmp") : [];
      const decision =
        silent.length === 0 ? decide(boxes, entries) : ({ verdict: "drop", rules: [] } as const);
      return [{ kind: "management", from: from.name, to: target.name, service, ...decision }];
    });
  };
  return endpoints.flatMap((from) =>
    targets(model, from.network).flatMap((target) => reachOf(from, target)),
  );
}
