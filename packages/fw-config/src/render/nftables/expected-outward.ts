import { contains, disjoint, formatBlock, parseBlock, type Cidr } from "../../address/cidr.ts";
import { parseIp } from "../../address/ip.ts";
import type { AddressMatch, DestinationNat, Model } from "../../model/types.ts";
import { nftSet, nftString } from "./match.ts";

/** A line for what a forwarded server opens itself, as its session announced. */
interface ExpectedOutwardRule {
  readonly entry: DestinationNat;
  readonly helper: string;
  /** Whom the server may ask as a client of the same helper: connections there are its own. */
  readonly except: readonly string[];
  readonly text: string;
}

/**
 * The connections that a forwarded server opens because a session announced them (active FTP). They
 * leave with the virtual address that the client asked, for which the copy of an expectation does
 * not suffice either. Source NAT of the server's network does it anyhow. What the server asks as a
 * client looks the same, and must keep its address: where that may be anybody, the line is left out.
 */
export function expectedOutwardRules(model: Model): readonly ExpectedOutwardRule[] {
  const rules = model.destinationNat.flatMap((entry): readonly ExpectedOutwardRule[] => {
    const { helper } = entry.service;
    if (helper === undefined || isTranslated(model, entry) || isAmbiguous(model, entry)) return [];
    const except = asked(model, entry, helper);
    if (except === undefined) return [];
    const ip = entry.family === 4 ? "ip" : "ip6";
    const others = except.length === 0 ? "" : ` ${ip} daddr != ${nftSet(except)}`;
    const text = `oifname "${entry.interface}" ${ip} saddr ${entry.host}${others} ct state related ct helper ${nftString(helper)} counter snat ${ip} to ${entry.vip}`;
    return [{ entry, helper, except, text }];
  });
  return [...new Map(rules.map((rule) => [rule.text, rule])).values()];
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
