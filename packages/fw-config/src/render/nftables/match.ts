import { stableHash } from "../../model/hash.ts";
import type { AddressMatch, PortProtocol, PortRange, ServiceMatch } from "../../model/types.ts";

/** One expression of nft, or several that stand side by side, for one family or for any. */
export interface Match {
  readonly family?: 4 | 6;
  readonly expression: string;
}

/** `a`, or `{ a, b }`. */
export function nftSet(elements: readonly (string | number)[]): string {
  return elements.length === 1 ? String(elements[0]) : `{ ${elements.join(", ")} }`;
}

/** A string in double quotes. What may break out of them is refused by the schema, and cut here too. */
export function nftString(value: string): string {
  return `"${value.replaceAll(/["\\\p{Cc}]/gu, "")}"`;
}

/** The nft name of an address set: no word of nft's own, and no name that we use ourselves. */
export function setName(name: string, family: 4 | 6): string {
  return `${name}_set_v${family}`;
}

function joined(a: string, b: string): string {
  return a === "" || b === "" ? a + b : `${a} ${b}`;
}

function addressExpression(field: "saddr" | "daddr", match: AddressMatch, family: 4 | 6): string {
  const blocks = family === 4 ? match.v4 : match.v6;
  const value = match.set === undefined ? nftSet(blocks) : `@${setName(match.set, family)}`;
  return `${family === 4 ? "ip" : "ip6"} ${field} ${value}`;
}

/** Source and destination, once a family that both have; one match without expression for any. */
export function addressMatches(
  source: AddressMatch | undefined,
  destination: AddressMatch | undefined,
): readonly Match[] {
  if (source === undefined && destination === undefined) return [{ expression: "" }];
  return ([4, 6] as const).flatMap((family) => {
    const has = (match: AddressMatch | undefined): boolean =>
      match === undefined || (family === 4 ? match.v4 : match.v6).length > 0;
    if (!has(source) || !has(destination)) return [];
    const from = source === undefined ? "" : addressExpression("saddr", source, family);
    const to = destination === undefined ? "" : addressExpression("daddr", destination, family);
    return [{ family, expression: joined(from, to) }];
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

function portText({ low, high }: PortRange): string {
  return low === high ? String(low) : `${low}-${high}`;
}

/** Readable in a line; the kernel accepts 255 characters. */
const longestSetName: number = 60;

/** The transport protocols with ports, in the order of the ruleset. */
export const portProtocols: readonly PortProtocol[] = ["tcp", "udp", "sctp", "dccp"];

/** The ports of services on one protocol, with the name of their set when there are several. */
export interface PortList {
  readonly name: string;
  readonly ports: readonly string[];
}

/** What services have on a protocol; undefined for nothing. */
export function portList(
  services: readonly ServiceMatch[],
  protocol: PortProtocol,
): PortList | undefined {
  const own = services.flatMap((service) =>
    service.kind === "ports" && service.protocol === protocol ? [service] : [],
  );
  if (own.length === 0) return undefined;
  const ports = joinRanges(own.flatMap((service) => service.ports)).map(portText);
  const full = [protocol, ...new Set(own.map((service) => service.name).toSorted())].join("_");
  const name =
    full.length <= longestSetName ? full : `${full.slice(0, 40)}_${stableHash(full).slice(0, 12)}`;
  return { name, ports };
}

/** A single port stands in the rule; several are a named set, which many rules share. */
function portExpression(protocol: PortProtocol, { name, ports }: PortList): string {
  return `${protocol} dport ${ports.length === 1 ? ports[0] : `@${name}`}`;
}

function expressionsOf(services: readonly ServiceMatch[]): readonly Match[] {
  const ports = portProtocols.flatMap((protocol) => {
    const list = portList(services, protocol);
    return list === undefined ? [] : [{ expression: portExpression(protocol, list) }];
  });
  const icmp = services.flatMap((service): readonly Match[] =>
    service.kind === "icmp"
      ? [
          { family: 4 as const, expression: `icmp type ${nftSet(service.v4)}` },
          { family: 6 as const, expression: `icmpv6 type ${nftSet(service.v6)}` },
        ]
      : [],
  );
  const numbers = services.flatMap((service) =>
    service.kind === "protocol" ? service.number : [],
  );
  const protocols = numbers.length === 0 ? [] : [{ expression: `meta l4proto ${nftSet(numbers)}` }];
  return [...ports, ...icmp, ...protocols];
}

const anyService: readonly Match[] = [{ expression: "" }];

/** Many rules share one list of services. */
const known = new WeakMap<readonly ServiceMatch[], readonly Match[]>();

/** Services as expressions: ports of one protocol together, then ICMP, then bare protocols. */
export function serviceMatches(services: readonly ServiceMatch[] | undefined): readonly Match[] {
  if (services === undefined) return anyService;
  const matches = known.get(services) ?? expressionsOf(services);
  known.set(services, matches);
  return matches;
}

/** Every combination of addresses and services whose families agree, in the families in use. */
export function combine(
  families: ReadonlySet<4 | 6>,
  left: readonly Match[],
  right: readonly Match[],
): readonly Match[] {
  return left.flatMap((a) =>
    right.flatMap((b): readonly Match[] => {
      if (a.family !== undefined && b.family !== undefined && a.family !== b.family) return [];
      const family = a.family ?? b.family;
      if (family !== undefined && !families.has(family)) return [];
      const expression = joined(a.expression, b.expression);
      return [family === undefined ? { expression } : { family, expression }];
    }),
  );
}
