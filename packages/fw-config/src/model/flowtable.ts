import { helperOf } from "../services/port-service.ts";
import type { Traffic } from "./traffic.ts";
import type { Flowtable, Node, Rule } from "./types.ts";

function pairs(rule: Rule): readonly string[] {
  return rule.from.flatMap((from) =>
    rule.to.filter((to) => to !== from).map((to) => `${from} ${to}`),
  );
}

/** Directions that some rule opens, and those whose packets a helper must read. */
function directions({ rules, destinationNat }: Traffic): {
  readonly open: ReadonlySet<string>;
  readonly read: ReadonlySet<string>;
} {
  const accepting = rules.filter((rule) => rule.action === "accept");
  const reading = accepting.filter((rule) =>
    rule.services?.some((service) => helperOf(service) !== undefined),
  );
  const forwarded = destinationNat.filter(({ service }) => helperOf(service) !== undefined);
  return {
    open: new Set(accepting.flatMap(pairs)),
    read: new Set([...reading.flatMap(pairs), ...forwarded.map(({ from, to }) => `${from} ${to}`)]),
  };
}

/** The cards of the firewalls' interfaces that are there before the network is configured. */
function cardsByInterface(nodes: readonly Node[]): ReadonlyMap<string, string> {
  const [firewall] = nodes.filter((node) => node.kind === "firewall");
  const real = new Set(firewall?.nics.map((nic) => nic.name));
  const own = (firewall?.interfaces ?? []).filter(({ card }) => real.has(card));
  return new Map(own.map(({ name, card }) => [name, card]));
}

/**
 * Where established connections may take the short cut: between sides that a rule connects, when
 * no helper reads packets in either direction, and not over a bond, which does not exist yet
 * when the ruleset is loaded.
 */
export function resolveFlowtable(traffic: Traffic): Flowtable {
  const { open, read } = directions(traffic);
  const cards = cardsByInterface(traffic.nodes);
  const sides = traffic.networks.flatMap(({ name, firewallInterface }) =>
    firewallInterface !== undefined && cards.has(firewallInterface)
      ? [{ network: name, interface: firewallInterface }]
      : [],
  );
  const either = (all: ReadonlySet<string>, a: string, b: string): boolean =>
    all.has(`${a} ${b}`) || all.has(`${b} ${a}`);
  const fast = sides.flatMap((from) =>
    sides
      .filter((to) => either(open, from.network, to.network))
      .filter((to) => !either(read, from.network, to.network))
      .map((to) => ({ from: from.interface, to: to.interface })),
  );
  const devices = fast.flatMap(({ from }) => cards.get(from) ?? []);
  return { pairs: fast, devices: [...new Set(devices)].toSorted() };
}
