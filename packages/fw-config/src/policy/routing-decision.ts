import type { Step } from "./evaluation.ts";
import type { Place } from "./routing.ts";
import { kernel, type Trip } from "./trip.ts";

/** Where the kernel sends a packet after destination NAT. */
export type RoutingDecision =
  | { readonly kind: "local"; readonly step: Step }
  | { readonly kind: "forward"; readonly step: Step; readonly interface: string }
  | { readonly kind: "dead-end"; readonly step: Step };

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

/** IPv4 refuses own and strange sources, and, without anti-spoofing, those without a route. */
function sourceFault(source: Place, antiSpoofing: boolean): RoutingDecision | undefined {
  if (source.kind === "multicast" || source.kind === "broadcast") return badSource;
  if (source.family === 6) return undefined;
  if (source.kind === "special" || source.local) return badSource;
  return source.interface === undefined && !antiSpoofing ? noRouteBack : undefined;
}

/** Groups that every router is in: all hosts, all nodes, all routers. */
const everyGroup: ReadonlySet<string> = new Set(["224.0.0.1", "ff02::1", "ff02::2"]);

function isMember(trip: Trip, joined: ReadonlySet<string>): boolean {
  const group = trip.destination.text;
  // Solicited-node groups: the senders of neighbour discovery ask for addresses that exist.
  return (
    everyGroup.has(group) ||
    group.startsWith("ff02::1:ff") ||
    joined.has(`${trip.inInterface} ${group}`)
  );
}

/** The routing decision of a router with these settings and group memberships. */
export function routingDecision(
  antiSpoofing: boolean,
  joined: ReadonlySet<string>,
): (trip: Trip) => RoutingDecision {
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
    const fault = sourceFault(source, antiSpoofing);
    if (fault !== undefined) return fault;
    if (destination.kind === "multicast") return isMember(trip, joined) ? here : notJoined;
    if (destination.kind === "special") return badDestination;
    // Nothing but its own link-local address brings such a packet to the firewall.
    const own = destination.local || destination.kind !== "unicast";
    if (own) return here;
    if (source.kind === "special") return badSource;
    if (destination.interface === undefined) return noRoute;
    if (trip.hopLimit <= 1) return expired;
    if (source.kind === "link-local") return linkLocalSource;
    return forwardTo(destination.interface);
  };
}
