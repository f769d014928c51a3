import type { Family } from "../address/ip.ts";
import type { AddressMatch, ServiceMatch } from "../model/types.ts";
import { addressMatches, combine, serviceMatches } from "../render/nftables/match.ts";
import { inRanges, toRanges, type AddressRange, type Scalar } from "./address-ranges.ts";
import { matchesService, servicePatterns, type ServicePattern } from "./service-pattern.ts";

/** What a line of the ruleset can see of a packet. */
export interface Subject {
  readonly family: Family;
  readonly source: Scalar;
  readonly destination: Scalar;
  /** IANA protocol number. */
  readonly protocol: number;
  /** Destination port, or ICMP type. */
  readonly value: number;
}

/** One line of the ruleset: what it matches, and its expression as it is rendered. */
export interface RuleLine {
  /** Absent: both families. */
  readonly family?: Family;
  /** Absent: any address. */
  readonly source?: readonly AddressRange[];
  readonly destination?: readonly AddressRange[];
  readonly service: ServicePattern;
  readonly expression: string;
}

interface AddressPattern {
  readonly family?: Family;
  readonly source?: readonly AddressRange[];
  readonly destination?: readonly AddressRange[];
}

function addressPatterns(
  source: AddressMatch | undefined,
  destination: AddressMatch | undefined,
): readonly AddressPattern[] {
  if (source === undefined && destination === undefined) return [{}];
  return ([4, 6] as const).flatMap((family) => {
    const blocks = (match: AddressMatch): readonly string[] => (family === 4 ? match.v4 : match.v6);
    const given = [source, destination].filter((match) => match !== undefined);
    if (given.some((match) => blocks(match).length === 0)) return [];
    return [
      {
        family,
        ...(source === undefined ? {} : { source: toRanges(blocks(source)) }),
        ...(destination === undefined ? {} : { destination: toRanges(blocks(destination)) }),
      },
    ];
  });
}

function agree(a: Family | undefined, b: Family | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/**
 * The lines that the renderer writes for addresses and services, in its order: it combines the
 * same two lists in the same way, so that the n-th expression belongs to the n-th pattern.
 */
export function ruleLines(
  families: ReadonlySet<Family>,
  source: AddressMatch | undefined,
  destination: AddressMatch | undefined,
  services: readonly ServiceMatch[] | undefined,
): readonly RuleLine[] {
  const texts = combine(families, addressMatches(source, destination), serviceMatches(services));
  const inUse = (family: Family | undefined): boolean =>
    family === undefined || families.has(family);
  const patterns = addressPatterns(source, destination).flatMap((address) =>
    servicePatterns(services)
      .filter((service) => agree(address.family, service.family))
      .filter((service) => inUse(address.family ?? service.family))
      .map((service) => ({ ...address, service })),
  );
  return patterns.map((pattern, i) => ({ ...pattern, expression: texts[i]?.expression ?? "" }));
}

/** Whether the line matches. */
export function matchesLine(line: RuleLine, subject: Subject): boolean {
  return (
    agree(line.family, subject.family) &&
    matchesService(line.service, subject.family, subject.protocol, subject.value) &&
    (line.destination === undefined || inRanges(line.destination, subject.destination)) &&
    (line.source === undefined || inRanges(line.source, subject.source))
  );
}
