import { formatBlock, parseBlock } from "../../address/cidr.ts";
import type { AddressMatch, Model, ServiceMatch } from "../../model/types.ts";
import { familyOfAddress, nodesOfKind } from "../../render/firewall-facts.ts";
import type { Verdict } from "../evaluation.ts";
import { anyIntersects, subtractAll, type Box } from "./box.ts";
import { placeRules, type PlacedRule } from "./direction.ts";
import { passages, selectBoxes } from "./region.ts";

/** A network, or a host on one. */
export interface ReachEndpoint {
  readonly name: string;
  readonly network: string;
  /** The host's addresses; absent for the whole network. */
  readonly addresses?: readonly string[];
}

/** Who may reach whom with a service. Two ends of one network reach each other directly. */
export interface Reach {
  readonly from: string;
  readonly to: string;
  readonly service: string;
  /** `partly`: it depends on the address, the port or the family. */
  readonly verdict: Verdict | "partly";
  /** Indices of the rules that decide; none for what the end of the chain drops. */
  readonly rules: readonly number[];
}

/** Options of {@link reachability}. */
export interface ReachOptions {
  /** Default: every network that the firewalls are on, and every machine of the model. */
  readonly endpoints?: readonly ReachEndpoint[];
  /** By name. Default: every service that a rule names. */
  readonly services?: ReadonlyMap<string, readonly ServiceMatch[]>;
}

function bare(address: string): string {
  return address.split("/")[0] ?? address;
}

/** The networks and machines of a model, without the sync link and the firewalls. */
export function reachEndpoints(model: Model): readonly ReachEndpoint[] {
  const networks = model.networks.filter(
    ({ name, firewallInterface }) =>
      firewallInterface !== undefined && !model.ha.syncLinks.some((link) => link.network === name),
  );
  const hosts = [...nodesOfKind(model, "client"), ...nodesOfKind(model, "lab-host")];
  return [
    ...networks.map(({ name }) => ({ name, network: name })),
    ...hosts.flatMap(({ name, interfaces }) =>
      interfaces.map(({ network, addresses }) => ({
        name,
        network,
        addresses: addresses.map(bare),
      })),
    ),
  ];
}

function servicesOf(model: Model): ReadonlyMap<string, readonly ServiceMatch[]> {
  const byName = new Map<string, ServiceMatch[]>();
  for (const service of model.rules.flatMap((rule) => rule.services ?? [])) {
    const own = byName.get(service.name) ?? [];
    if (!own.includes(service)) byName.set(service.name, [...own, service]);
  }
  return byName;
}

function matchOf({ addresses }: ReachEndpoint): AddressMatch | undefined {
  if (addresses === undefined) return undefined;
  const blocks = addresses.flatMap((address) => parseBlock(address) ?? []).map(formatBlock);
  return {
    v4: blocks.filter((block) => familyOfAddress(block) === 4),
    v6: blocks.filter((block) => familyOfAddress(block) === 6),
  };
}

function decide(
  boxes: readonly Box[],
  rules: readonly PlacedRule[],
): Pick<Reach, "verdict" | "rules"> {
  const verdicts = new Set<Verdict>();
  const deciding: number[] = [];
  let rest = boxes;
  for (const { rule, boxes: own } of rules) {
    if (!anyIntersects(rest, own)) continue;
    verdicts.add(rule.action);
    deciding.push(rule.index);
    const left = subtractAll(rest, own);
    if (left === undefined) return { verdict: "partly", rules: deciding };
    rest = left;
    if (rest.length === 0) break;
  }
  if (rest.length > 0) verdicts.add("drop");
  const [only = "drop"] = verdicts;
  return { verdict: verdicts.size > 1 ? "partly" : only, rules: deciding };
}

/**
 * The reachability matrix: for every two ends on different networks and every service, what the
 * policy does with a new connection. Port forwardings are not followed.
 */
export function reachability(model: Model, options: ReachOptions = {}): readonly Reach[] {
  const endpoints = options.endpoints ?? reachEndpoints(model);
  const services = [...(options.services ?? servicesOf(model))];
  const directions = new Map(
    placeRules(model).map(({ from, to, rules }) => [`${from} ${to}`, rules]),
  );
  const passagesOf = passages(model);
  return endpoints.flatMap((from) =>
    endpoints
      .filter((to) => to.network !== from.network)
      .flatMap((to) => {
        const rules = directions.get(`${from.network} ${to.network}`) ?? [];
        const own = passagesOf(from.network, to.network);
        const [source, destination] = [matchOf(from), matchOf(to)];
        return services.flatMap(([service, matches]): Reach[] => {
          const selection = {
            ...(source === undefined ? {} : { source }),
            ...(destination === undefined ? {} : { destination }),
            services: matches,
          };
          const boxes = own.flatMap((passage) => selectBoxes(passage, selection) ?? []);
          if (boxes.length === 0) return [];
          return [{ from: from.name, to: to.name, service, ...decide(boxes, rules) }];
        });
      }),
  );
}
