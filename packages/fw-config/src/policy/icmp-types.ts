import type { Family } from "../address/ip.ts";

/** Type numbers by nft's names (IANA ICMP Type Numbers). */
const icmp: ReadonlyMap<string, number> = new Map([
  ["echo-reply", 0],
  ["destination-unreachable", 3],
  ["source-quench", 4],
  ["redirect", 5],
  ["echo-request", 8],
  ["router-advertisement", 9],
  ["router-solicitation", 10],
  ["time-exceeded", 11],
  ["parameter-problem", 12],
  ["timestamp-request", 13],
  ["timestamp-reply", 14],
  ["info-request", 15],
  ["info-reply", 16],
  ["address-mask-request", 17],
  ["address-mask-reply", 18],
]);

/** Type numbers by nft's names (IANA ICMPv6 "type" Numbers), and one that nft has no name for. */
const icmpv6: ReadonlyMap<string, number> = new Map([
  ["destination-unreachable", 1],
  ["packet-too-big", 2],
  ["time-exceeded", 3],
  ["parameter-problem", 4],
  ["echo-request", 128],
  ["echo-reply", 129],
  ["mld-listener-query", 130],
  ["mld-listener-report", 131],
  ["mld-listener-done", 132],
  ["mld-listener-reduction", 132],
  ["nd-router-solicit", 133],
  ["nd-router-advert", 134],
  ["nd-neighbor-solicit", 135],
  ["nd-neighbor-advert", 136],
  ["nd-redirect", 137],
  ["router-renumbering", 138],
  ["node-information-query", 139],
  ["ind-neighbor-solicit", 141],
  ["ind-neighbor-advert", 142],
  ["mld2-listener-report", 143],
]);

/** The numbers of a family's ICMP types, by name. */
export function icmpTypes(family: Family): ReadonlyMap<string, number> {
  return family === 4 ? icmp : icmpv6;
}

/**
 * The number of an ICMP type.
 *
 * @throws RangeError for a name that is not nft's: the services table and this one disagree
 */
export function icmpTypeNumber(name: string, family: Family): number {
  const number = icmpTypes(family).get(name);
  if (number === undefined) throw new RangeError(`unknown ICMP type "${name}" (IPv${family})`);
  return number;
}

/** The type of an echo request. */
export function echoRequest(family: Family): number {
  return family === 4 ? 8 : 128;
}
