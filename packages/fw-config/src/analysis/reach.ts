import { formatBlock, parseBlock } from "../address/cidr.ts";
import { bareAddress, familyOf } from "../address/interface-address.ts";
import { expectModel } from "../model/expect-model.ts";
import { nodesOfKind } from "../model/firewall-facts.ts";
import type { AddressMatch, Model, Rule } from "../model/types.ts";
import type { Verdict } from "../policy/evaluation.ts";
import type { ServiceMatch } from "../services/types.ts";
import { anyIntersects, subtractAll, type Box } from "./box.ts";

/** A network, or a host on one. */
export interface ReachEndpoint {
  /** A host's or a network's name. */
  readonly name: string;
  /** The network that it is on. */
  readonly network: string;
  /** The host's addresses; absent for the whole network. */
  readonly addresses?: readonly string[];
}

/**
 * Who may reach whom with a service. Two ends of one network reach each other directly; the network
 * and itself are there when rules speak of what is behind its routers.
 */
export interface Reach {
  /**
   * `through`: the connection passes the firewalls. `forwarding`: it goes to a port of a virtual
   * address that is forwarded. `management`: it goes to an address of the firewall `to` itself, or to the virtual address `to`.
   */
  readonly kind: "through" | "forwarding" | "management";
  /** Who asks. */
  readonly from: string;
  /** For a forwarding, where the connection ends: a machine's name, or an external host's address. */
  readonly to: string;
  /** The virtual address and the ports of a forwarding, like `192.0.2.10:80`. */
  readonly via?: string;
  /** What is asked for. */
  readonly service: string;
  /** `partly`: it depends on the address, the port or the family. */
  readonly verdict: Verdict | "partly";
  /**
   * Indices of the rules that decide, in `policy.rules`, or in `firewall.management` for
   * management; none for what the end of the chain drops.
   */
  readonly rules: readonly number[];
}

/** Options of {@link reachability}. */
export interface ReachOptions {
  /** Default: every network that the firewalls are on, and every machine of the model. */
  readonly endpoints?: readonly ReachEndpoint[];
  /** By name. Default: every service that a rule, a forwarding or a management entry names. */
  readonly services?: ReadonlyMap<string, readonly ServiceMatch[]>;
}

/** The networks and machines of a model, without the sync link and the firewalls. */
export function reachEndpoints(model: Model): readonly ReachEndpoint[] {
  expectModel("reachEndpoints", model);
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
        addresses: addresses.map(bareAddress),
      })),
    ),
  ];
}

/** Plain addresses as a rule would name them. */
export function blocksOf(addresses: readonly string[]): AddressMatch {
  const blocks = addresses.flatMap((address) => parseBlock(address) ?? []).map(formatBlock);
  return {
    v4: blocks.filter((block) => familyOf(block) === 4),
    v6: blocks.filter((block) => familyOf(block) === 6),
  };
}

/** The addresses of an end; undefined for a whole network. */
export function matchOf({ addresses }: ReachEndpoint): AddressMatch | undefined {
  return addresses === undefined ? undefined : blocksOf(addresses);
}

/** A rule as far as it decides, and the packets that it meets. */
export interface Deciding {
  readonly rule: Pick<Rule, "action" | "index">;
  readonly boxes: readonly Box[];
}

/** What becomes of packets that meet rules in their order, and what no rule meets is dropped. */
export function decide(
  boxes: readonly Box[],
  rules: readonly Deciding[],
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
