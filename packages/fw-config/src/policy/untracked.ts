import { usesFamily } from "../model/firewall-facts.ts";
import type { Model, Node } from "../model/types.ts";
import { nobodysSource, withoutAddress } from "../render/nftables/raw.ts";
import type { Step, Verdict } from "./evaluation.ts";
import { advertPatterns, syncPatterns } from "./peer-pattern.ts";
import type { AddressKind } from "./routing.ts";
import { line, type Stage, type Trip } from "./trip.ts";

const chain = "untracked-in";
const passed = line(chain, "type filter hook prerouting priority raw; policy accept;", "continue");
const loopback = line(chain, 'iifname "lo" counter accept', "continue");
const spoofed = line(chain, "fib saddr . iif oif missing counter drop", "drop");
const nobodys = line(chain, nobodysSource, "drop");
const asking: Readonly<Record<4 | 6, Step>> = {
  4: line(chain, withoutAddress[4], "continue"),
  6: line(chain, withoutAddress[6], "continue"),
};

/** A host without an address yet: DHCP and IGMP, or neighbour discovery for the address it wants. */
function asksForAddress({ source, destination, subject }: Trip): boolean {
  if (source.family === 6) {
    return source.text === "::" && subject.protocol === 58 && subject.value === 135;
  }
  if (source.text !== "0.0.0.0") return false;
  return destination.kind === "limited-broadcast" || destination.text.startsWith("224.0.0.");
}

/** What the kernel's look-up of an address calls broadcast or multicast, 0.0.0.0 included. */
const nobodysKinds: ReadonlySet<AddressKind> = new Set([
  "broadcast",
  "limited-broadcast",
  "multicast",
]);

function isNobodys({ source }: Trip): boolean {
  return nobodysKinds.has(source.kind) || (source.family === 4 && source.kind === "unspecified");
}

/** `fib saddr . iif oif missing`: no route leads back over the interface. */
function isSpoofed({ source, inInterface }: Trip): boolean {
  if (source.local || source.kind === "loopback") return true;
  if (source.kind === "link-local") return false;
  return source.interface === undefined || source.interface !== inInterface;
}

/** The lines against sources that cannot be, in their order. */
function checkSource(trip: Trip, sixth: boolean): Verdict | undefined {
  const { family } = trip.source;
  if (asksForAddress(trip) && (family === 4 || sixth)) {
    trip.path.push(asking[family]);
    return undefined;
  }
  if (isNobodys(trip)) {
    trip.path.push(nobodys);
    return "drop";
  }
  if (isSpoofed(trip)) {
    trip.path.push(spoofed);
    trip.log.push("fw spoofed: ");
    return "drop";
  }
  trip.path.push(passed);
  return undefined;
}

/** The chain before connection tracking: the peer's daemons pass untracked, spoofed sources end. */
export function untrackedStage(model: Model, node: Node): Stage {
  const peers = [...advertPatterns(model, node), ...syncPatterns(model, node)].map(
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
    if (model.antiSpoofing) return checkSource(trip, sixth);
    trip.path.push(passed);
    return undefined;
  };
}
