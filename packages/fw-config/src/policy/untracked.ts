import type { Model, Node } from "../model/types.ts";
import { usesFamily } from "../render/firewall-facts.ts";
import { advertPatterns, syncPattern } from "./peer-pattern.ts";
import { line, type Stage, type Trip } from "./trip.ts";

const chain = "untracked-in";
const passed = line(chain, "type filter hook prerouting priority raw; policy accept;", "continue");
const loopback = line(chain, 'iifname "lo" counter accept', "continue");
const spoofed = line(chain, "fib saddr . iif oif missing counter drop", "drop");
const tentative = line(
  chain,
  "ip6 saddr :: icmpv6 type nd-neighbor-solicit counter accept",
  "continue",
);

/** A host without an address yet may speak to its link (DHCP). */
function asksForAddress(trip: Trip): boolean {
  const { source, destination } = trip;
  if (source.family === 6 || source.kind !== "unspecified") return false;
  return destination.kind === "limited-broadcast" || destination.text.startsWith("224.0.0.");
}

/**
 * `fib saddr . iif oif missing`: no route leads back over the interface. The kernel looks up any
 * address: the broadcast address of a link is routed to it, and a default route leads anywhere.
 */
function isSpoofed(trip: Trip): boolean {
  const { source, inInterface } = trip;
  if (source.local || source.kind === "loopback") return true;
  if (source.kind === "link-local" || asksForAddress(trip)) return false;
  return source.interface === undefined || source.interface !== inInterface;
}

function isTentative(trip: Trip): boolean {
  return trip.source.text === "::" && trip.subject.protocol === 58 && trip.subject.value === 135;
}

/** The chain before connection tracking: the peer's daemons pass untracked, spoofed sources end. */
export function untrackedStage(model: Model, node: Node): Stage {
  const peers = [...advertPatterns(model, node), syncPattern(model, node)].map(
    ({ matches, expression }) => ({
      matches,
      step: line(chain, `${expression} counter notrack accept`, "notrack"),
    }),
  );
  const sixth = usesFamily(model, 6);
  return (trip) => {
    if (trip.inInterface === "lo") {
      trip.path.push(loopback);
      return undefined;
    }
    const peer = peers.find(({ matches }) => matches(trip));
    if (peer !== undefined) {
      trip.path.push(peer.step);
      trip.connection = "untracked";
      return undefined;
    }
    if (model.antiSpoofing && sixth && isTentative(trip)) {
      trip.path.push(tentative);
      return undefined;
    }
    if (!model.antiSpoofing || !isSpoofed(trip)) {
      trip.path.push(passed);
      return undefined;
    }
    trip.path.push(spoofed);
    trip.log.push("fw spoofed: ");
    return "drop";
  };
}
