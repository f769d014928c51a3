import { contains, disjoint, formatBlock, parseBlock, type Cidr } from "../address/cidr.ts";
import { parseIp } from "../address/ip.ts";
import type { AddressMatch, DestinationNat, Model } from "../model/types.ts";
import { counter } from "./statements.ts";
import type { ChainRule, Match } from "./types.ts";

/** Several forwarded ports of one host with one helper ask for one rule. */
function distinct(rules: readonly ChainRule[]): readonly ChainRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

function announcedBy(helper: string): readonly Match[] {
  return [
    { field: "ct state", state: "related" },
    { field: "ct helper", helper },
  ];
}

/**
 * The connections that a helper announces for a translated one (FTP's data). The kernel translates
 * them like their master, but the copy of an expectation that conntrackd gives to the peer has lost
 * that: after a failover they would end at the virtual address. Where one host alone is behind it
 * with that helper, there is no doubt where they belong.
 */
export function expectedAtVips(entries: readonly DestinationNat[]): readonly ChainRule[] {
  const rules = entries.flatMap((entry): readonly ChainRule[] => {
    const { family, vip, host } = entry;
    const { helper } = entry.service;
    if (helper === undefined) return [];
    const rivals = entries.filter(
      ({ vip: other, service }) => other === vip && service.helper === helper,
    );
    if (rivals.some((rival) => rival.host !== host)) return [];
    return [
      {
        matches: [
          { field: "iifname", names: [entry.interface] },
          { field: "daddr", family, blocks: [vip] },
          ...announcedBy(helper),
        ],
        statements: [counter, { do: "dnat", family, address: host }],
      },
    ];
  });
  return distinct(rules);
}

/**
 * The connections that a forwarded server opens because a session announced them (active FTP). They
 * leave with the virtual address that the client asked, for which the copy of an expectation does
 * not suffice either. Source NAT of the server's network does it anyhow. What the server asks as a
 * client looks the same, and must keep its address: where that may be anybody, the rule is left out.
 */
export function expectedOutward(model: Model): readonly ChainRule[] {
  const rules = model.destinationNat.flatMap((entry): readonly ChainRule[] => {
    const { family, vip, host } = entry;
    const { helper } = entry.service;
    if (helper === undefined || isTranslated(model, entry) || isAmbiguous(model, entry)) return [];
    const blocks = asked(model, entry, helper);
    if (blocks === undefined) return [];
    const others: Match = { field: "daddr", family, blocks, negated: true };
    return [
      {
        matches: [
          { field: "oifname", names: [entry.interface] },
          { field: "saddr", family, blocks: [host] },
          ...(blocks.length === 0 ? [] : [others]),
          ...announcedBy(helper),
        ],
        statements: [counter, { do: "snat", family, address: vip }],
      },
    ];
  });
  return distinct(rules);
}

function isTranslated({ sourceNat }: Model, entry: DestinationNat): boolean {
  return sourceNat.some(
    ({ interface: name, vip, from }) =>
      name === entry.interface && vip === entry.vip && from.includes(entry.to),
  );
}

/** Whether the server is behind another virtual address of the side with the same helper. */
function isAmbiguous({ destinationNat }: Model, entry: DestinationNat): boolean {
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
function asked(
  { rules }: Model,
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
