import { canonical } from "../address/canonical.ts";
import { formatBlock } from "../address/cidr.ts";
import { familyOf } from "../address/interface-address.ts";
import type { Family } from "../address/ip.ts";
import type { BondConfig } from "../config/bond.ts";
import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import { byName } from "../values/record.ts";
import {
  interfaceOn,
  mainVips,
  memberAddresses,
  subnetOf,
  subnetsOf,
  syncNetworks,
  withPrefix,
} from "./addresses.ts";
import { firewallCards } from "./cards.ts";
import { cardOf, defaultInterface, nicOf } from "./nic.ts";
import { translatedFamilies } from "./translated-families.ts";
import type { Bond, Interface, Node, Route } from "./types.ts";
import { vmOf } from "./vm.ts";

function interfaceOf(
  config: Config,
  kind: "nic" | "bridge",
  name: string,
  network: string,
  addresses: readonly string[],
): Interface {
  const { bridge = "", vlan } = config.networks[network] ?? {};
  const own = addresses.map((address) => withPrefix(config, network, canonical(address)));
  const base = { name, network, bridge, addresses: own };
  if (kind === "bridge" || vlan === undefined) return { ...base, kind, card: name };
  return { ...base, kind: "vlan", card: cardOf(name, vlan), vlan };
}

function firewallRoutes(config: Config): readonly Route[] {
  return (config.firewall.routes ?? []).map(({ destination, via }) => {
    const networks = Object.keys(config.networks);
    const network = networks.find((name) => subnetOf(config, name, via) !== undefined);
    const out = network === undefined ? undefined : interfaceOn(config, network);
    return { destination, via: canonical(via), interface: out ?? "" };
  });
}

function bondOf({ cards, mode = "active-backup" }: BondConfig): Bond {
  return { cards, mode };
}

function firewallNode(config: Config, member: string): Node {
  const interfaces = Object.entries(config.firewall.interfaces).map(([name, { network, bond }]) => {
    const addresses = memberAddresses(config, member, name).map(({ address }) => address);
    const own = interfaceOf(config, "nic", name, network, addresses);
    return bond === undefined ? own : { ...own, kind: "bond" as const, bond: bondOf(bond) };
  });
  return {
    name: member,
    kind: "firewall",
    vm: vmOf(config.firewall.vm, config.firewall.members[member]?.vm),
    nics: firewallCards(config).map((card) => nicOf(config.name, member, card.name, card.bridge)),
    interfaces,
    routes: firewallRoutes(config),
  };
}

/** The virtual addresses that are a host's gateways, one of each of its families. */
function gateways(config: Config, host: string): readonly string[] {
  const { network = "", address } = config.hosts?.[host] ?? {};
  return listOf(address).flatMap((own) =>
    mainVips(config, network, own).filter((vip) => familyOf(vip) === familyOf(own)),
  );
}

function clientNode(config: Config, host: string): Node {
  const entry = config.hosts?.[host];
  const network = entry?.network ?? "";
  const name = entry?.interface ?? defaultInterface(config, network);
  const own = interfaceOf(config, "nic", name, network, listOf(entry?.address));
  return {
    name: host,
    kind: "client",
    vm: vmOf(entry?.vm),
    nics: [nicOf(config.name, host, own.card, own.bridge)],
    interfaces: [own],
    routes: gateways(config, host).map((via) => ({
      destination: "default",
      via,
      interface: name,
    })),
  };
}

/** The networks all of whose connections of a family arrive with a virtual address. */
function translatedNetworks(config: Config, to: string, family: Family): ReadonlySet<string> {
  const entries = (config.nat?.source ?? []).filter(
    (entry) => entry.to === to && translatedFamilies(entry).includes(family),
  );
  const fromOf = (some: typeof entries): readonly string[] =>
    some.flatMap((entry) => listOf(entry.from));
  const staying = new Set(fromOf(entries.filter(({ vip }) => vip === "none")));
  const whole = entries.filter(
    ({ source, destination, services }) => !source && !destination && !services,
  );
  return new Set(fromOf(whole).filter((name) => !staying.has(name)));
}

/** Routes back to the other sides; none for a family of a side that source NAT translates. */
function routesBack(config: Config, host: string, name: string): readonly Route[] {
  const network = config.hosts?.[host]?.network ?? "";
  const translated = {
    4: translatedNetworks(config, network, 4),
    6: translatedNetworks(config, network, 6),
  };
  const sides = Object.values(config.firewall.interfaces)
    .map((entry) => entry.network)
    .filter((side) => side !== network && !syncNetworks(config).includes(side));
  return sides
    .flatMap((side) =>
      subnetsOf(config, side).filter(({ family }) => !translated[family].has(side)),
    )
    .flatMap((subnet) => {
      const via = gateways(config, host).find((vip) => familyOf(vip) === subnet.family);
      return via === undefined ? [] : [{ destination: formatBlock(subnet), via, interface: name }];
    });
}

function labHostNode(config: Config, host: string): Node {
  const entry = config.hosts?.[host];
  const network = entry?.network ?? "";
  const bridge = config.networks[network]?.bridge ?? "";
  return {
    name: host,
    kind: "lab-host",
    nics: [],
    interfaces: [interfaceOf(config, "bridge", bridge, network, listOf(entry?.address))],
    routes: routesBack(config, host, bridge),
  };
}

/** Every machine of the lab: the firewalls first, then the hosts by name. */
export function resolveNodes(config: Config): readonly Node[] {
  const hosts = byName(config.hosts ?? {});
  return [
    ...Object.keys(config.firewall.members).map((member) => firewallNode(config, member)),
    ...hosts
      .filter(([, host]) => host.kind !== "external")
      .map(([name, host]) =>
        host.kind === "lab-host" ? labHostNode(config, name) : clientNode(config, name),
      ),
  ];
}
