import { expectObject } from "../arguments/expect.ts";
import { expectModel } from "../model/expect-model.ts";
import { nodesOfKind, ownAddress, usesFamily } from "../model/firewall-facts.ts";
import type { Model, Node } from "../model/types.ts";
import { rulesetOf } from "../ruleset/ruleset.ts";
import { announcementOf, type Announcement } from "./announcement.ts";
import { compileChains, type ChainRunner } from "./chains.ts";
import { stateWithoutConnection } from "./connection-tracking.ts";
import type { Evaluation, Step, Verdict } from "./evaluation.ts";
import { expectPacket, expectRole } from "./expect-packet.ts";
import { echoRequest } from "./icmp-types.ts";
import { joinedGroups } from "./joined-groups.ts";
import { outputStage } from "./output.ts";
import {
  hasPorts,
  isIcmp,
  protocolNumber,
  type ConnectionState,
  type FirewallState,
  type Packet,
} from "./packet.ts";
import { arrivalFault, routingDecision } from "./routing-decision.ts";
import { routing, type Place } from "./routing.ts";
import { destinationNatStage, sourceNatStage } from "./translation.ts";
import { kernel, type Trip } from "./trip.ts";

/** Answers for one firewall in one role. */
export type Evaluator = (packet: Packet, state?: FirewallState) => Evaluation;

const tracked: Readonly<Record<ConnectionState, Step>> = {
  new: kernel("connection tracking: new", "continue"),
  established: kernel("connection tracking: established", "continue"),
  related: kernel("connection tracking: related", "continue"),
  invalid: kernel("connection tracking: invalid", "continue"),
  untracked: kernel("connection tracking: untracked", "continue"),
};

function departure(
  packet: Packet,
  state: FirewallState,
  locate: (address: string) => Place,
  master?: Announcement,
): Trip {
  const source = locate(packet.source);
  const destination = locate(packet.destination);
  const { family } = source;
  const announcer = master?.original.source;
  if (announcer !== undefined && announcer.family !== family) {
    throw new RangeError(
      `${packet.source} and its master ${announcer.text} are of different families`,
    );
  }
  if (family !== destination.family) {
    throw new RangeError(`${packet.source} and ${packet.destination} are of different families`);
  }
  const protocol = protocolNumber(packet.protocol, family);
  const type = isIcmp(protocol, family) ? (packet.icmpType ?? echoRequest(family)) : 0;
  const value = hasPorts(protocol) ? (packet.destinationPort ?? 0) : type;
  return {
    packet,
    inInterface: packet.interface ?? source.interface ?? "",
    outInterface: "",
    source,
    destination,
    hopLimit: packet.hopLimit ?? 64,
    helper: state.helper ?? master?.helper,
    limitExceeded: state.limitExceeded ?? false,
    master,
    followsMaster: false,
    followed: undefined,
    assigned: undefined,
    connection:
      state.connection ??
      (master?.helper === undefined ? stateWithoutConnection(packet, protocol, family) : "related"),
    subject: { family, source: source.scalar, destination: destination.scalar, protocol, value },
    path: [],
    log: [],
    translation: undefined,
    nat: undefined,
    rule: undefined,
    answer: undefined,
  };
}

function arrival(
  trip: Trip,
  verdict: Verdict,
  local: boolean,
  out?: string,
  own: boolean = false,
): Evaluation {
  const { path, connection, log, inInterface, rule, nat, answer } = trip;
  const result: { -readonly [K in keyof Evaluation]: Evaluation[K] } = {
    verdict,
    path,
    connection,
    log,
    inInterface,
    own,
    local,
  };
  if (rule !== undefined) result.rule = rule;
  if (nat !== undefined) result.nat = nat;
  if (answer !== undefined) result.answer = answer;
  if (out !== undefined) result.outInterface = out;
  return result;
}

function firewallNode(model: Model, name: string | undefined): Node {
  const all = nodesOfKind(model, "firewall");
  const node = name === undefined ? all[0] : all.find((entry) => entry.name === name);
  if (node === undefined) throw new RangeError(`there is no firewall "${name ?? ""}"`);
  return node;
}

function interfacesWith(node: Node, family: 4 | 6): ReadonlySet<string> {
  const names = node.interfaces.map((entry) => entry.name);
  return new Set(names.filter((name) => ownAddress(node, name, family) !== undefined));
}

function chainOf(chains: ReadonlyMap<string, ChainRunner>, name: string): ChainRunner {
  const chain = chains.get(name);
  if (chain === undefined) throw new TypeError(`the ruleset has no chain ${name}`);
  return chain;
}

/**
 * Prepares a model for many questions. The way of a packet is that of the rendered ruleset:
 * raw, connection tracking, helpers, destination NAT, routing, then input, or forward and
 * source NAT.
 *
 * @throws RangeError when the model has no firewall of that name
 */
export function compilePolicy(
  model: Model,
  options: Pick<FirewallState, "node" | "role"> = {},
): Evaluator {
  expectModel("compilePolicy", model);
  expectObject("compilePolicy: options", options);
  expectRole(options);
  const node = firewallNode(model, options.node);
  const locate = routing(model, node, options.role ?? "primary");
  const { firewall, nat } = rulesetOf(model, node);
  const chains = compileChains(firewall);
  const natChains = nat && compileChains(nat);
  const untracked = chainOf(chains, "untracked-in");
  const helpers = chains.get("helpers");
  const input = chainOf(chains, "input");
  const forward = chainOf(chains, "forward");
  const decide = routingDecision({
    antiSpoofing: model.antiSpoofing,
    joined: joinedGroups(model),
    ipv4Interfaces: interfacesWith(node, 4),
    routesIpv6: usesFamily(model, 6),
  });
  const output = outputStage({
    untracked: chainOf(chains, "untracked-out"),
    input,
    postrouting: natChains?.get("postrouting"),
  });
  const destinationNat =
    natChains && destinationNatStage(model, chainOf(natChains, "prerouting"), locate);
  const sourceNat = natChains && sourceNatStage(chainOf(natChains, "postrouting"));

  /** The way of a connection's first packet as far as the translation of its source. */
  function announced(first: Packet): Announcement {
    const trip = departure(first, {}, locate);
    helpers?.(trip);
    destinationNat?.(trip);
    trip.outInterface = trip.destination.interface ?? "";
    sourceNat?.(trip);
    const { source, destination, assigned } = trip;
    const original = { source, destination: locate(first.destination) };
    const seen = trip.nat?.source?.to.address;
    const reply = { source: destination, destination: seen === undefined ? source : locate(seen) };
    return announcementOf(original, reply, assigned);
  }

  return (packet, state = {}) => {
    expectPacket("evaluate: packet", packet);
    const { master } = state;
    if (master !== undefined) expectPacket("evaluate: state.master", master);
    const trip = departure(packet, state, locate, master && announced(master));
    if (packet.interface === undefined && trip.source.local) {
      const sent = output(trip);
      return arrival(trip, sent.verdict, sent.local, sent.interface, true);
    }
    const fault = trip.inInterface === "lo" ? undefined : arrivalFault(trip);
    if (fault !== undefined) {
      trip.path.push(fault);
      return arrival(trip, "drop", false);
    }
    if (untracked(trip) === "drop") return arrival(trip, "drop", false);
    trip.path.push(tracked[trip.connection]);
    helpers?.(trip);
    destinationNat?.(trip);
    if (trip.followsMaster) return arrival(trip, forward(trip) ?? "drop", false);
    const route = decide(trip);
    trip.path.push(route.step);
    if (route.kind === "dead-end") return arrival(trip, "drop", false);
    if (route.kind === "local") return arrival(trip, input(trip) ?? "drop", true);
    trip.outInterface = route.interface;
    const verdict = forward(trip) ?? "drop";
    if (verdict === "accept") sourceNat?.(trip);
    return arrival(trip, verdict, false, route.interface);
  };
}

const compiled = new WeakMap<Model, Map<string, Evaluator>>();

/**
 * What a firewall does with a packet, by the same model that is rendered.
 *
 * @param packet - a packet that arrives; with the defaults, the first of a connection
 * @param state - which firewall, its role, and what connection tracking knows already
 * @throws RangeError for a malformed address, addresses of two families or an unknown firewall
 *
 * @example
 * ```ts
 * const { verdict, rule, path } = evaluate(model, {
 *   protocol: "tcp",
 *   source: "192.168.2.4",
 *   destination: "192.168.0.3",
 *   destinationPort: 22,
 * });
 * ```
 */
export function evaluate(model: Model, packet: Packet, state: FirewallState = {}): Evaluation {
  expectModel("evaluate", model);
  expectObject("evaluate: state", state);
  const evaluators = compiled.get(model) ?? new Map<string, Evaluator>();
  compiled.set(model, evaluators);
  const { node, role } = state;
  const key = `${role ?? "primary"} ${node ?? ""}`;
  const known = evaluators.get(key);
  if (known !== undefined) return known(packet, state);
  const options = {
    ...(node === undefined ? {} : { node }),
    ...(role === undefined ? {} : { role }),
  };
  const evaluator = compilePolicy(model, options);
  evaluators.set(key, evaluator);
  return evaluator(packet, state);
}
