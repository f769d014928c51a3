import { contains, disjoint, formatBlock, parseBlock, type Cidr } from "../address/cidr.ts";
import { parseIp } from "../address/ip.ts";
import type { PortRange } from "../services/types.ts";
import type { AddressMatch, DestinationNat, Model, SourceNat } from "./types.ts";

/** The ports that a forwarding leads to on its host: a range moves as a whole. */
export function portsOnHost({
  service,
  port,
}: Pick<DestinationNat, "service" | "port">): readonly PortRange[] {
  const [asked] = service.ports;
  if (port === undefined || asked === undefined) return service.ports;
  return [{ low: port, high: port + asked.high - asked.low }];
}

/** Whether another host offers the helper's service at the same virtual address. */
export function hasRivals(
  entries: readonly DestinationNat[],
  { vip, host, service }: DestinationNat,
): boolean {
  if (service.helper === undefined) return false;
  return entries.some(
    (other) => other.vip === vip && other.service.helper === service.helper && other.host !== host,
  );
}

/** Whether source NAT gives what the server opens its virtual address anyhow. */
export function hasSourceNat(
  { sourceNat }: Pick<Model, "sourceNat">,
  entry: DestinationNat,
): boolean {
  const first = sourceNat.find(
    ({ interface: name, family, from }) =>
      name === entry.interface && family === entry.family && from.includes(entry.to),
  );
  return first !== undefined && isWhole(first) && first.vip === entry.vip;
}

/** Whether an entry of source NAT is about all connections between its networks. */
export function isWhole({ source, destination, services }: SourceNat): boolean {
  return source === undefined && destination === undefined && services === undefined;
}

/** Whether the server is behind another virtual address of the side with the same helper. */
export function isAtSeveralVips(
  { destinationNat }: Pick<Model, "destinationNat">,
  entry: DestinationNat,
): boolean {
  return destinationNat.some(
    ({ interface: name, host, vip, service }) =>
      name === entry.interface &&
      host === entry.host &&
      vip !== entry.vip &&
      service.helper === entry.service.helper,
  );
}

/**
 * Whom the server may ask with the helper; undefined: anybody. A rule gives its helper by what it
 * says of the way in alone, so that it does not count where the rule leads to.
 */
export function askedAsClient(
  { rules }: Pick<Model, "rules">,
  { to, host, family }: DestinationNat,
  helper: string,
): readonly string[] | undefined {
  const blocks = ({ v4, v6 }: AddressMatch): readonly Cidr[] =>
    (family === 4 ? v4 : v6).flatMap((text) => parseBlock(text) ?? []);
  const server = parseIp(host);
  const own = rules.filter(
    ({ action, from, source, services = [] }) =>
      action === "accept" &&
      from.includes(to) &&
      services.some((service) => service.kind === "ports" && service.helper === helper) &&
      (source === undefined ||
        blocks(source).some((block) => server !== undefined && contains(block, server))),
  );
  const destinations = own.map(({ destination }) => destination && blocks(destination));
  if (!destinations.every((entry) => entry !== undefined)) return undefined;
  return disjoint(destinations.flat()).map(formatBlock);
}
