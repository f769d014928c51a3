import type { Config } from "../config/config.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { isOfPorts, type PortForwarding } from "../model/forwarded-servers.ts";
import { forwardingEntries } from "../model/forwardings.ts";
import { portText } from "../services/port-text.ts";
import type { PortRange } from "../services/types.ts";
import type { Check } from "./check.ts";

/** A range of ports of one forwarding, and the entry that it comes from. */
interface Forwarded {
  readonly entry: number;
  readonly path: ConfigPath;
  readonly forwarding: PortForwarding;
  readonly low: number;
  readonly high: number;
}

function forwardedRanges(config: Config): readonly Forwarded[] {
  return forwardingEntries(config).flatMap(({ path, forwardings }, entry) =>
    // What an entry takes beside every protocol is its own only where nobody else does.
    forwardings.some(({ service }) => service === undefined)
      ? []
      : forwardings
          .filter(isOfPorts)
          .flatMap((forwarding) =>
            forwarding.service.ports.map((range) => ({ entry, path, forwarding, ...range })),
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

function portsText(range: PortRange): string {
  return `${range.low === range.high ? "port" : "ports"} ${portText(range)}`;
}

/** Entries are counted from one, each list by itself. */
function entryText([, list, index]: ConfigPath): string {
  return `entry ${Number(index) + 1}${list === "oneToOne" ? " of `oneToOne`" : ""}`;
}

/** A port of a virtual address is forwarded to one place. */
const forwardingsDoNotConflict: Check = (config, report) => {
  const seen = new Set<string>();
  for (const [first, second] of bySocket(forwardedRanges(config)).flatMap(overlapping)) {
    const { vip, service } = second.forwarding;
    const shared = portsText({
      low: Math.max(first.low, second.low),
      high: Math.min(first.high, second.high),
    });
    const message = `${service.protocol} ${shared} of ${vip} goes to ${first.forwarding.host} by ${entryText(first.path)} already, and by ${entryText(second.path)} to ${second.forwarding.host}`;
    if (seen.has(message)) continue;
    seen.add(message);
    report("FW068", second.path, message);
  }
};

/** What else than ports may be forwarded, as one word: a protocol, ICMP, everything. */
function otherKinds(config: Config): readonly (readonly [key: string, path: ConfigPath])[] {
  return forwardingEntries(config).flatMap(({ path, forwardings }) => {
    const others = forwardings.filter((entry) => !isOfPorts(entry));
    const keys = others.map(
      ({ vip, interface: name, service }) => `${name} ${vip} ${service?.name ?? ""}`,
    );
    return [...new Set(keys)].map((key) => [key, path] as const);
  });
}

/** A virtual address stands for one host. */
const addressesStandForOneHost: Check = (config, report) => {
  const first = new Map<string, ConfigPath>();
  const told = new Set<ConfigPath>();
  for (const [key, path] of otherKinds(config)) {
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, path);
      continue;
    }
    if (told.has(path)) continue;
    told.add(path);
    const [, vip = "", service = ""] = key.split(" ");
    const what = service === "" ? vip : `"${service}" of ${vip}`;
    const message = `${what} stands for a host by ${entryText(other)} already`;
    report("FW068", [...path, "vip"], message);
  }
};

/** In the order of their findings. */
export const conflictingForwardingChecks: readonly Check[] = [
  forwardingsDoNotConflict,
  addressesStandForOneHost,
];
