import type { AddressKind } from "./routing.ts";
import type { Trip } from "./trip.ts";

/** What the kernel's look-up of an address calls broadcast or multicast, 0.0.0.0 included. */
const nobodysKinds: ReadonlySet<AddressKind> = new Set([
  "broadcast",
  "limited-broadcast",
  "multicast",
]);

/** `fib saddr type { broadcast, multicast }`: the address of all hosts or of a group. */
export function isNobodys({ source }: Trip): boolean {
  return nobodysKinds.has(source.kind) || (source.family === 4 && source.kind === "unspecified");
}

/** `fib saddr . iif oif missing`: no route leads back over the interface. */
export function isSpoofed({ source, inInterface }: Trip): boolean {
  if (source.local || source.kind === "loopback") return true;
  if (source.kind === "link-local") return false;
  return source.interface === undefined || source.interface !== inInterface;
}
