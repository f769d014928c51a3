import type { DestinationNat, Model, SourceNat } from "../../model/types.ts";
import { block, type Line } from "../lines.ts";
import { expectedTable } from "./expected-inward.ts";
import { expectedOutwardRules } from "./expected-outward.ts";
import { nftSet, nftString, serviceMatches } from "./match.ts";
import { natGroups, portSets } from "./port-sets.ts";

/**
 * By the interface that a connection came in by, as the rules of the policy have it: what is behind
 * a router of the network is translated as well, whichever way its route became known. What the
 * firewall sends itself came in by none.
 */
export function snatRule(entry: SourceNat): string {
  const { fromInterfaces, interface: name, family, vip } = entry;
  const inward = nftSet(fromInterfaces.map((own) => `"${own}"`));
  const ip = family === 4 ? "ip" : "ip6";
  return `iifname ${inward} oifname "${name}" meta nfproto ipv${family} counter snat ${ip} to ${vip}`;
}

function dnatRule(entry: DestinationNat): readonly string[] {
  const ip = entry.family === 4 ? "ip" : "ip6";
  const host = entry.family === 6 && entry.port !== undefined ? `[${entry.host}]` : entry.host;
  const target = entry.port === undefined ? host : `${host}:${entry.port}`;
  return serviceMatches([entry.service]).map(
    ({ expression }) =>
      `iifname "${entry.interface}" ${ip} daddr ${entry.vip} ${expression} counter dnat ${ip} to ${target}`,
  );
}

/** A line for what a helper announced to a virtual address, and whose it is. */
interface ExpectedRule {
  readonly entry: DestinationNat;
  readonly helper: string;
  readonly text: string;
}

/**
 * The connections that a helper announces for a translated one (FTP's data). The kernel translates
 * them like their master, but the copy of an expectation that conntrackd gives to the peer has lost
 * that: after a failover they would end at the virtual address. Where one host alone is behind it
 * with that helper, there is no doubt where they belong.
 */
export function expectedRules(entries: readonly DestinationNat[]): readonly ExpectedRule[] {
  const rules = entries.flatMap((entry): readonly ExpectedRule[] => {
    const helper = helperOf(entry);
    if (helper === undefined) return [];
    const rivals = entries.filter(
      ({ vip, ...other }) => vip === entry.vip && helperOf(other) === helper,
    );
    if (rivals.some(({ host }) => host !== entry.host)) return [];
    const ip = entry.family === 4 ? "ip" : "ip6";
    const text = `iifname "${entry.interface}" ${ip} daddr ${entry.vip} ct state related ct helper ${nftString(helper)} counter dnat ${ip} to ${entry.host}`;
    return [{ entry, helper, text }];
  });
  return [...new Map(rules.map((rule) => [rule.text, rule])).values()];
}

function helperOf({ service }: Pick<DestinationNat, "service">): string | undefined {
  return service.kind === "ports" ? service.helper : undefined;
}

/**
 * Address translation. Every address is a virtual one: with the firewall's own (masquerade) the
 * translated connections would die with it.
 */
export function natTable(model: Model): readonly Line[] {
  const { sourceNat, destinationNat } = model;
  if (sourceNat.length + destinationNat.length === 0) return [];
  return [
    ...expectedTable(model),
    "",
    "table inet nat",
    "delete table inet nat",
    ...block("table inet nat", [
      ...portSets(natGroups(model)),
      ...block("chain prerouting", [
        "type nat hook prerouting priority dstnat; policy accept;",
        ...destinationNat.flatMap(dnatRule),
        ...expectedRules(destinationNat).map(({ text }) => text),
      ]),
      "",
      ...block("chain postrouting", [
        "type nat hook postrouting priority srcnat; policy accept;",
        ...expectedOutwardRules(model).map(({ text }) => text),
        ...sourceNat.map(snatRule),
      ]),
    ]),
  ];
}
