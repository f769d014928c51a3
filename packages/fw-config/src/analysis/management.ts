import { bareAddress, familyOf } from "../address/interface-address.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { collector, type Report } from "../diagnostics/report.ts";
import { nodesOfKind } from "../model/firewall-facts.ts";
import type { ManagementRule, Model } from "../model/types.ts";
import { toRanges } from "../policy/address-ranges.ts";
import type { PortRange } from "../services/types.ts";
import {
  arrivals,
  intersection,
  notOnOtherLinks,
  selectBoxes,
  without,
  type Passage,
} from "./region.ts";

/** The virtual addresses on a network. */
export function vipsOn(model: Model, network: string): readonly string[] {
  const entry = model.networks.find(({ name }) => name === network);
  return model.ha.vips
    .filter((vip) => vip.interface === entry?.firewallInterface)
    .map(({ address }) => address);
}

/** The addresses that the two firewalls keep. */
function ownAddresses(model: Model, network?: string): readonly string[] {
  return nodesOfKind(model, "firewall").flatMap(({ interfaces }) =>
    interfaces
      .filter((nic) => network === undefined || nic.network === network)
      .flatMap(({ addresses }) => addresses.map(bareAddress)),
  );
}

/**
 * What can arrive from a network: the firewalls do not manage themselves from outside, and what is
 * on another link does not come over this one.
 */
function strangers(model: Model): (network: string) => readonly Passage[] {
  const own = [...ownAddresses(model), ...model.ha.vips.map(({ address }) => address)];
  const arrivalsOf = arrivals(model);
  return (network) =>
    arrivalsOf(network).map((passage) => {
      const { family, sources } = passage;
      const lawful = model.antiSpoofing
        ? intersection(sources, notOnOtherLinks(model, network, family))
        : sources;
      const ofFamily = toRanges(own.filter((address) => familyOf(address) === family));
      return { ...passage, sources: without(lawful, ofFamily) };
    });
}

function reportNever(entry: ManagementRule, index: number, report: Report): void {
  const message = `management ${index + 1} never matches: nothing arrives from "${entry.from}" with such a source`;
  report("FW104", ["firewall", "management", index], message);
}

/** Ports of services that clients ask at their gateway: DNS, NTP, DNS over TLS, and VPN. */
const gatewayPorts: readonly number[] = [53, 123, 853, 500, 4500, 1194, 51820];

function isAskedAtTheGateway(ports: readonly PortRange[]): boolean {
  return gatewayPorts.some((port) => ports.some(({ low, high }) => low <= port && port <= high));
}

function reportVirtual(model: Model, entry: ManagementRule, index: number, report: Report): void {
  const vips = vipsOn(model, entry.from);
  const names = entry.services.flatMap((service) =>
    service.kind === "ports" && isAskedAtTheGateway(service.ports) ? [service.name] : [],
  );
  if (vips.length === 0 || names.length === 0) return;
  const services = [...new Set(names)].map((name) => `"${name}"`).join(", ");
  const message = `${services} is answered at the firewalls' own addresses only: what asks the virtual address ${vips.join(" or ")} is dropped without a word`;
  const hint = `give clients ${ownAddresses(model, entry.from).join(" and ")} as their servers, not their gateway`;
  report("FW105", ["firewall", "management", index, "services"], message, hint);
}

/**
 * Finds management access that no packet can use (FW104), and services that clients would ask at a
 * virtual address, where only ICMP is answered (FW105).
 */
export function analyzeManagement(model: Model): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = collector(diagnostics);
  const passagesOf = strangers(model);
  for (const [index, entry] of model.management.entries()) {
    const parts = passagesOf(entry.from).map((passage) => selectBoxes(passage, entry));
    if (parts.every((boxes) => boxes?.length === 0)) reportNever(entry, index, report);
    else reportVirtual(model, entry, index, report);
  }
  return diagnostics;
}
