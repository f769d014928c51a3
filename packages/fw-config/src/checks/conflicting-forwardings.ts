import type { Config } from "../config/config.ts";
import { resolveDestinationNat } from "../model/policy.ts";
import type { DestinationNat } from "../model/types.ts";
import type { Check } from "./check.ts";

/** A range of ports of one forwarding, and the entry that it comes from. */
interface Forwarded {
  readonly entry: number;
  readonly forwarding: DestinationNat;
  readonly low: number;
  readonly high: number;
}

function forwardedRanges(config: Config): readonly Forwarded[] {
  return (config.nat?.destination ?? []).flatMap((single, entry) =>
    resolveDestinationNat({ ...config, nat: { destination: [single] } }).flatMap((forwarding) =>
      forwarding.service.ports.map((range) => ({ entry, forwarding, ...range })),
    ),
  );
}

/** What can meet: the ruleset looks at the interface, the virtual address and the protocol. */
function bySocket(ranges: readonly Forwarded[]): readonly (readonly Forwarded[])[] {
  const groups = new Map<string, Forwarded[]>();
  for (const range of ranges) {
    const { interface: arrival, vip, service } = range.forwarding;
    const key = `${arrival} ${vip} ${service.protocol}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [range]);
    else group.push(range);
  }
  return [...groups.values()];
}

/** Ranges that share a port with one before them, each with the one that reaches furthest. */
function overlapping(group: readonly Forwarded[]): readonly (readonly [Forwarded, Forwarded])[] {
  const sorted = group.toSorted((a, b) => a.low - b.low || a.entry - b.entry);
  const pairs: (readonly [Forwarded, Forwarded])[] = [];
  let furthest: Forwarded | undefined;
  for (const range of sorted) {
    if (furthest !== undefined && range.low <= furthest.high && range.entry !== furthest.entry) {
      pairs.push(range.entry < furthest.entry ? [range, furthest] : [furthest, range]);
    }
    if (furthest === undefined || range.high > furthest.high) furthest = range;
  }
  return pairs;
}

function portText(low: number, high: number): string {
  return low === high ? `port ${low}` : `ports ${low}-${high}`;
}

/** A port of a virtual address is forwarded to one place. */
const forwardingsDoNotConflict: Check = (config, report) => {
  const seen = new Set<string>();
  for (const [first, second] of bySocket(forwardedRanges(config)).flatMap(overlapping)) {
    const { vip, service } = second.forwarding;
    const shared = portText(Math.max(first.low, second.low), Math.min(first.high, second.high));
    const message = `${service.protocol} ${shared} of ${vip} goes to ${first.forwarding.host} by entry ${first.entry + 1} already, and by entry ${second.entry + 1} to ${second.forwarding.host}`;
    if (seen.has(message)) continue;
    seen.add(message);
    report("FW068", ["nat", "destination", second.entry], message);
  }
};

/** In the order of their findings. */
export const conflictingForwardingChecks: readonly Check[] = [forwardingsDoNotConflict];
