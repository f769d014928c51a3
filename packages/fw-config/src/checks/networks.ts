import { contains, formatBlock, overlaps, parseCidr, type Cidr } from "../address/cidr.ts";
import { parseIp } from "../address/ip.ts";
import { isLinkLocal } from "../address/link-local.ts";
import type { Config } from "../config/config.ts";
import { allAddresses, subnetsOf } from "../model/addresses.ts";
import type { Check } from "./check.ts";

/** All pairs of a list, the earlier one first. */
function pairs<T>(list: readonly T[]): readonly (readonly [T, T])[] {
  return list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b] as const));
}

/** No two networks share an address. */
const networksAreDisjoint: Check = (config, report) => {
  const networks = Object.keys(config.networks).map(
    (name) => [name, subnetsOf(config, name)] as const,
  );
  for (const [[a, own], [b, others]] of pairs(networks)) {
    if (own.some((x) => others.some((y) => overlaps(x, y)))) {
      report("FW015", ["networks", b, "subnet"], `the networks "${a}" and "${b}" overlap`);
    }
  }
};

/** Networks on one bridge have different tags. */
const bridgesAreSeparate: Check = (config, report) => {
  for (const [a, b] of pairs(Object.entries(config.networks))) {
    if (a[1].bridge !== b[1].bridge || a[1].vlan !== b[1].vlan) continue;
    const message = `the networks "${a[0]}" and "${b[0]}" are both on the bridge ${b[1].bridge}`;
    report("FW016", ["networks", b[0], "bridge"], message, "give each network a bridge of its own");
  }
};

/** The subnets of one network share no address either. */
const subnetsAreDisjoint: Check = (config, report) => {
  for (const name of Object.keys(config.networks)) {
    for (const [a, b] of pairs(subnetsOf(config, name))) {
      if (!overlaps(a, b)) continue;
      const message = `${formatBlock(a)} and ${formatBlock(b)}, both of "${name}", overlap`;
      report("FW015", ["networks", name, "subnet"], message);
    }
  }
};

/** Blocks whose addresses no router forwards (RFC 6890). */
const unroutable: readonly Cidr[] = [
  "0.0.0.0/8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "224.0.0.0/3",
  "::/127",
  "fe80::/10",
  "ff00::/8",
].flatMap((text) => parseCidr(text) ?? []);

/** Whether a network beside its other subnets has this one for the firewalls' own addresses. */
function isForOwnAddresses(config: Config, network: string, subnet: Cidr): boolean {
  if (!isLinkLocal(subnet)) return false;
  const isOther = (other: Cidr): boolean => other.family === 4 && !isLinkLocal(other);
  if (!subnetsOf(config, network).some(isOther)) return false;
  const used = allAddresses(config).filter(
    ({ network: at, path }) => at === network && path[1] !== "members",
  );
  return used.every(({ address }) => {
    const ip = parseIp(address);
    return ip === undefined || !contains(subnet, ip);
  });
}

/** A network's addresses can be routed. */
const subnetsAreRoutable: Check = (config, report) => {
  for (const name of Object.keys(config.networks)) {
    for (const subnet of subnetsOf(config, name)) {
      if (!unroutable.some((block) => overlaps(block, subnet))) continue;
      if (isForOwnAddresses(config, name, subnet)) continue;
      const message = `${formatBlock(subnet)} holds addresses that are not routed`;
      report("FW047", ["networks", name, "subnet"], message);
    }
  }
};

/** In the order of their findings. */
export const networkChecks: readonly Check[] = [
  networksAreDisjoint,
  bridgesAreSeparate,
  subnetsAreDisjoint,
  subnetsAreRoutable,
];
