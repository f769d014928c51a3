import { disjoint, formatBlock } from "../address/cidr.ts";
import { hasPorts, helperOf, type PortService } from "../services/port-service.ts";
import type { PortRange } from "../services/types.ts";
import { includesAddress, meantBlocks } from "./address-match.ts";
import type { DestinationNat, Model, SourceNat } from "./types.ts";

/** A forwarding of ports. */
export type PortForwarding = DestinationNat & { readonly service: PortService };

/** Whether a forwarding is one of ports, and not of another protocol or of every one. */
export function isOfPorts(entry: DestinationNat): entry is PortForwarding {
  return hasPorts(entry.service);
}

/** The ports that a forwarding leads to on its host: a range moves as a whole. */
export function portsOnHost({ service, port }: PortForwarding): readonly PortRange[] {
  const [asked] = service.ports;
  if (port === undefined || asked === undefined) return service.ports;
  return [{ low: port, high: port + asked.high - asked.low }];
}

/** Whether another host offers the helper's service at the same virtual address. */
export function hasRivals(
  entries: readonly DestinationNat[],
  { vip, host, service }: DestinationNat,
): boolean {
  const helper = helperOf(service);
  if (helper === undefined) return false;
  return entries.some(
    (other) => other.vip === vip && helperOf(other.service) === helper && other.host !== host,
  );
}

/** Whether source NAT gives what the server opens its virtual address anyhow. */
export function hasSourceNat(
  { sourceNat }: Pick<Model, "sourceNat">,
  entry: DestinationNat,
): boolean {
  const first = sourceNat.find(
    ({ interface: name, family, from, source }) =>
      name === entry.interface &&
      family === entry.family &&
      from.includes(entry.to) &&
      includesAddress(source, entry.host),
  );
  return first !== undefined && isWhole(first) && first.vip === entry.vip;
}

/** Whether an entry of source NAT is about all connections of its sources. */
function isWhole({ destination, services }: SourceNat): boolean {
  return destination === undefined && services === undefined;
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
      helperOf(service) === helperOf(entry.service),
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
  const own = rules.filter(
    ({ action, from, source, services = [] }) =>
      action === "accept" &&
      from.includes(to) &&
      services.some((service) => helperOf(service) === helper) &&
      includesAddress(source, host),
  );
  const destinations = own.map(
    ({ destination }) => destination && meantBlocks(destination, family),
  );
  if (!destinations.every((entry) => entry !== undefined)) return undefined;
  return disjoint(destinations.flat()).map(formatBlock);
}
