import type { Family } from "../address/ip.ts";
import { familyBlocks, meansFamily } from "../model/address-match.ts";
import { stableHash } from "../model/hash.ts";
import type { AddressMatch } from "../model/types.ts";
import type { PortService } from "../services/port-service.ts";
import type { PortProtocol, PortRange, ServiceMatch } from "../services/types.ts";
import type { Match } from "./types.ts";

/** Matches that stand side by side in one line, for one family or for any. */
export interface MatchGroup {
  readonly family?: Family;
  readonly matches: readonly Match[];
}

/** The nft name of an address set: no word of nft's own, and no name that we use ourselves. */
export function setName(name: string, family: Family): string {
  return `${name}_set_v${family}`;
}

function addressMatch(field: "saddr" | "daddr", match: AddressMatch, family: Family): Match {
  const blocks = familyBlocks(match, family);
  // Nothing of this family is left out.
  if (match.negated && blocks.length === 0) return { field: "nfproto", family };
  const base = { field, family, blocks, ...(match.negated && { negated: true as const }) };
  return match.set === undefined ? base : { ...base, set: setName(match.set, family) };
}

/** Source and destination, once a family that both have; one empty group for any. */
export function addressMatches(
  source: AddressMatch | undefined,
  destination: AddressMatch | undefined,
): readonly MatchGroup[] {
  if (source === undefined && destination === undefined) return [{ matches: [] }];
  return ([4, 6] as const).flatMap((family) => {
    if (!meansFamily(source, family) || !meansFamily(destination, family)) return [];
    const from = source === undefined ? [] : [addressMatch("saddr", source, family)];
    const to = destination === undefined ? [] : [addressMatch("daddr", destination, family)];
    return [{ family, matches: [...from, ...to] }];
  });
}

/** Sorted, with overlaps joined: nft refuses overlapping elements. */
export function joinRanges(ranges: readonly PortRange[]): readonly PortRange[] {
  const apart: PortRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.low - b.low)) {
    const last = apart.at(-1);
    if (last === undefined || range.low > last.high) apart.push(range);
    else apart[apart.length - 1] = { low: last.low, high: Math.max(last.high, range.high) };
  }
  return apart;
}

/** Readable in a line; the kernel accepts 255 characters. */
const longestSetName: number = 60;

const portProtocols: readonly PortProtocol[] = ["tcp", "udp", "sctp", "dccp"];

/** The name of the set that holds the ports of services of one protocol. */
function portSetName(protocol: PortProtocol, services: readonly ServiceMatch[]): string {
  const full = [protocol, ...new Set(services.map((service) => service.name).toSorted())].join("_");
  return full.length <= longestSetName
    ? full
    : `${full.slice(0, 40)}_${stableHash(full).slice(0, 12)}`;
}

/** The name that what belongs to the ports of one service begins with. */
export function setOfService(service: PortService): string {
  return portSetName(service.protocol, [service]);
}

function portMatch(services: readonly ServiceMatch[], protocol: PortProtocol): readonly Match[] {
  const own = services.flatMap((service) =>
    service.kind === "ports" && service.protocol === protocol ? [service] : [],
  );
  if (own.length === 0) return [];
  const set = portSetName(protocol, own);
  const ports = joinRanges(own.flatMap((service) => service.ports));
  return [{ field: "dport", protocol, ports, set }];
}

function groupsOf(services: readonly ServiceMatch[]): readonly MatchGroup[] {
  const icmp = services.flatMap((service): readonly MatchGroup[] =>
    service.kind === "icmp"
      ? ([4, 6] as const).flatMap((family) => {
          const types = family === 4 ? service.v4 : service.v6;
          return types.length === 0
            ? []
            : [{ family, matches: [{ field: "icmp type", family, types } as const] }];
        })
      : [],
  );
  const numbers = services.flatMap((service) =>
    service.kind === "protocol" ? service.number : [],
  );
  const ports = portProtocols.flatMap((protocol) => portMatch(services, protocol));
  const protocols: Match = { field: "l4proto", protocols: numbers };
  return [
    ...ports.map((match) => ({ matches: [match] })),
    ...icmp,
    ...(numbers.length === 0 ? [] : [{ matches: [protocols] }]),
  ];
}

const anyService: readonly MatchGroup[] = [{ matches: [] }];

/** Many rules share one list of services. */
const known = new WeakMap<readonly ServiceMatch[], readonly MatchGroup[]>();

/** Services as matches: ports of one protocol together, then ICMP, then bare protocols. */
export function serviceMatches(
  services: readonly ServiceMatch[] | undefined,
): readonly MatchGroup[] {
  if (services === undefined) return anyService;
  const groups = known.get(services) ?? groupsOf(services);
  known.set(services, groups);
  return groups;
}

/** Every combination of addresses and services whose families agree, in the families in use. */
export function combine(
  families: ReadonlySet<Family>,
  left: readonly MatchGroup[],
  right: readonly MatchGroup[],
): readonly MatchGroup[] {
  return left.flatMap((a) =>
    right.flatMap((b): readonly MatchGroup[] => {
      if (a.family !== undefined && b.family !== undefined && a.family !== b.family) return [];
      const family = a.family ?? b.family;
      if (family !== undefined && !families.has(family)) return [];
      const matches = [...a.matches, ...b.matches];
      return [family === undefined ? { matches } : { family, matches }];
    }),
  );
}
