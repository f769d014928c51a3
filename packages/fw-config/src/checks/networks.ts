import { overlaps, parseCidr, type Cidr } from "../address/cidr.ts";
import { listOf } from "../config/lists.ts";
import { subnetsOf } from "../model/addresses.ts";
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

/** A network has at most one subnet of each family. */
const oneSubnetPerFamily: Check = (config, report) => {
  for (const [name, network] of Object.entries(config.networks)) {
    const families = subnetsOf(config, name).map((subnet) => subnet.family);
    if (new Set(families).size === families.length) continue;
    const subnets = listOf(network.subnet).join(" and ");
    report("FW026", ["networks", name, "subnet"], `${subnets} are of the same family`);
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

/** A network's addresses can be routed. */
const subnetsAreRoutable: Check = (config, report) => {
  for (const [name, network] of Object.entries(config.networks)) {
    for (const text of listOf(network.subnet)) {
      const subnet = parseCidr(text);
      if (subnet === undefined || !unroutable.some((block) => overlaps(block, subnet))) continue;
      report("FW047", ["networks", name, "subnet"], `${text} holds addresses that are not routed`);
    }
  }
};

/** In the order of their findings. */
export const networkChecks: readonly Check[] = [
  networksAreDisjoint,
  bridgesAreSeparate,
  oneSubnetPerFamily,
  subnetsAreRoutable,
];
