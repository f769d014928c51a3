import { isIcmp } from "./packet.ts";
import type { AddressKind } from "./routing.ts";
import type { Trip } from "./trip.ts";

/** What the kernel's look-up of an address calls broadcast or multicast, 0.0.0.0 included. */
const nobodysKinds: ReadonlySet<AddressKind> = new Set([
  "broadcast",
  "limited-broadcast",
  "multicast",
]);

/** The loopback interface has a subnet, and so an address of all its hosts. */
const loopbackBroadcast = "127.255.255.255";

/** `fib saddr type { broadcast, multicast }`: the address of all hosts or of a group. */
export function isNobodys({ source }: Trip): boolean {
  if (source.kind === "unicast") return false;
  if (source.kind === "loopback") return source.text === loopbackBroadcast;
  return nobodysKinds.has(source.kind) || (source.family === 4 && source.kind === "unspecified");
}

/** A group of the link (RFC 4291, 2.7: scope 2). */
const linksGroup: RegExp = /^ff.2:/;

/** ICMPv6 of a host without an address to its link: the kernel looks up no way back (RFC 4862). */
function isWithoutAddress({ source, destination, subject }: Trip): boolean {
  return (
    source.kind === "unspecified" &&
    source.family === 6 &&
    isIcmp(subject.protocol, 6) &&
    (destination.kind === "link-local" || linksGroup.test(destination.text))
  );
}

/** `fib saddr . iif oif missing`: no route leads back over the interface. */
export function isSpoofed(trip: Trip): boolean {
  const { source, inInterface } = trip;
  if (source.kind === "unicast" && !source.local) return source.interface !== inInterface;
  if (isWithoutAddress(trip)) return false;
  if (source.local || source.kind === "loopback") return true;
  if (source.kind === "link-local") return false;
  return source.interface === undefined || source.interface !== inInterface;
}
