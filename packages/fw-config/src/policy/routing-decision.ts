import type { Step } from "./evaluation.ts";
import type { AddressKind } from "./routing.ts";
import { kernel, type Trip } from "./trip.ts";

/** Groups of the reserved scope 0, and of scope 1, which never leave a machine. */
const noLinksGroup: RegExp = /^ff.[01]:/;

/** What an IPv6 packet must not have when it arrives (RFC 4291, 2.5.3 and 2.7). */
export function arrivalFault({ source, destination }: Trip): Step | undefined {
  if (source.family === 4) return undefined;
  const strange = source.kind === "multicast" || source.kind === "loopback";
  const nowhere = destination.kind === "loopback" || noLinksGroup.test(destination.text);
  return strange || nowhere ? refused : undefined;
}

/** What the decision depends on besides the routes. */
export interface RoutingSettings {
  /** Whether the ruleset checks sources itself. */
  readonly antiSpoofing: boolean;
  /** Memberships of multicast groups, as `interface group`. */
  readonly joined: ReadonlySet<string>;
  /** Interfaces that have an IPv4 address. */
  readonly ipv4Interfaces: ReadonlySet<string>;
  /** Whether it is a router of IPv6, too. */
  readonly routesIpv6: boolean;
}

/** Where the kernel sends a packet after destination NAT. */
export type RoutingDecision =
  | { readonly kind: "local"; readonly step: Step }
  | { readonly kind: "forward"; readonly step: Step; readonly interface: string }
  | { readonly kind: "dead-end"; readonly step: Step };

const refused = kernel("receive: no IPv6 packet may carry these addresses on a link", "drop");

function deadEnd(reason: string): RoutingDecision {
  return { kind: "dead-end", step: kernel(`routing: ${reason}`, "drop") };
}

const badSource = deadEnd("the source is no address that a packet can come from");
const noRouteBack = deadEnd("no route leads back to the source");
const badDestination = deadEnd("the destination never leaves a machine");
const notJoined = deadEnd("the firewall is no member of the multicast group");
const noRoute = deadEnd("no route leads to the destination");
const expired = deadEnd("the hop limit is used up");
const linkLocalSource = deadEnd("a link-local source is not forwarded");
const here: RoutingDecision = {
  kind: "local",
  step: kernel("routing: to the firewall itself", "continue"),
};

/** IPv4 sources that are nobody's, or claim to be the firewall's own. */
function isStrange({ source, destination }: Trip): boolean {
  if (source.local) return true;
  if (source.kind === "unicast") return false;
  if (source.kind === "unspecified") {
    // From 0.0.0.0 to 0.0.0.0 is an old way to write a broadcast.
    const toLink = ["limited-broadcast", "unspecified"].includes(destination.kind);
    return !toLink && !destination.text.startsWith("224.0.0.");
  }
  return ["multicast", "limited-broadcast", "loopback"].includes(source.kind);
}

/**
 * IPv4 refuses strange sources. Without anti-spoofing the kernel's loose check of the way back is
 * on, and refuses broadcast addresses, those without a route, and on an interface that has no
 * IPv4 address all that are not routed to it.
 */
function sourceFault(trip: Trip, settings: RoutingSettings): RoutingDecision | undefined {
  const { source } = trip;
  if (source.family === 6) return undefined;
  if (isStrange(trip)) return badSource;
  if (settings.antiSpoofing || source.kind === "unspecified") return undefined;
  if (source.kind === "broadcast") return badSource;
  if (source.interface === trip.inInterface) return undefined;
  const noWayBack =
    source.interface === undefined || !settings.ipv4Interfaces.has(trip.inInterface);
  return noWayBack ? noRouteBack : undefined;
}

/** Nothing but its own link-local address brings such a packet to the firewall. */
const delivered: ReadonlySet<AddressKind> = new Set([
  "broadcast",
  "limited-broadcast",
  "link-local",
]);

/** Groups that every machine is in: all hosts, all nodes. */
const everyGroup: ReadonlySet<string> = new Set(["224.0.0.1", "ff02::1"]);

/** All routers of the link and of the site. */
const routersGroup: ReadonlySet<string> = new Set(["ff02::2", "ff05::2"]);

function isMember(trip: Trip, { joined, routesIpv6 }: RoutingSettings): boolean {
  const group = trip.destination.text;
  // Solicited-node groups: the senders of neighbour discovery ask for addresses that exist.
  return (
    everyGroup.has(group) ||
    (routesIpv6 && routersGroup.has(group)) ||
    group.startsWith("ff02::1:ff") ||
    joined.has(`${trip.inInterface} ${group}`)
  );
}

/** The routing decision of a router with these settings and group memberships. */
export function routingDecision(settings: RoutingSettings): (trip: Trip) => RoutingDecision {
  const forwards = new Map<string, RoutingDecision>();

  function forwardTo(name: string): RoutingDecision {
    const known = forwards.get(name);
    if (known !== undefined) return known;
    const step = kernel(`routing: out of ${name}`, "continue");
    const decision: RoutingDecision = { kind: "forward", step, interface: name };
    forwards.set(name, decision);
    return decision;
  }

  return (trip) => {
    const { source, destination } = trip;
    const fault = sourceFault(trip, settings);
    if (fault !== undefined) return fault;
    if (destination.kind === "multicast") return isMember(trip, settings) ? here : notJoined;
    if (destination.kind === "loopback") return badDestination;
    if (destination.kind === "unspecified" && destination.family === 4) {
      return source.kind === "unspecified" ? here : badDestination;
    }
    if (destination.local || delivered.has(destination.kind)) return here;
    if (destination.interface === undefined) return noRoute;
    if (trip.hopLimit <= 1) return expired;
    // Back out of the same interface they reach the forward chain, which drops them.
    if (destination.interface !== trip.inInterface) {
      if (source.kind === "unspecified") return badSource;
      if (source.kind === "link-local") return linkLocalSource;
    }
    return forwardTo(destination.interface);
  };
}
