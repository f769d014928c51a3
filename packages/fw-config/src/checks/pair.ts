import type { Config } from "../config/config.ts";
import { itemPath, listOf } from "../config/lists.ts";
import { interfaceOn, subnetsOf, syncNetworks } from "../model/addresses.ts";
import { cardOf } from "../model/nic.ts";
import type { Check } from "./check.ts";

/** There are two firewalls. */
const twoMembers: Check = (config, report) => {
  const members = Object.keys(config.firewall.members);
  if (members.length === 2) return;
  const message = `there are ${members.length} firewalls (${members.join(", ")})`;
  report("FW012", ["firewall", "members"], message, "name exactly two");
};

/** A firewall has one interface on a network. */
const oneInterfacePerNetwork: Check = (config, report) => {
  for (const [name, entry] of Object.entries(config.firewall.interfaces)) {
    const first = interfaceOn(config, entry.network);
    if (first === undefined || first === name) continue;
    const message = `${name} is on the network "${entry.network}", where ${first} is already`;
    report("FW018", ["firewall", "interfaces", name, "network"], message);
  }
};

/** `firewall.members.*.addresses` names interfaces that exist. */
const memberInterfacesExist: Check = (config, report) => {
  const known = Object.keys(config.firewall.interfaces);
  for (const [member, entry] of Object.entries(config.firewall.members)) {
    for (const name of Object.keys(entry.addresses ?? {})) {
      if (known.includes(name)) continue;
      const path = ["firewall", "members", member, "addresses", name];
      report("FW022", path, `there is no interface "${name}"`, `known: ${known.join(", ")}`);
    }
  }
};

/** The networks of the sync that exist; another check reports the others. */
function knownSyncNetworks(config: Config): readonly string[] {
  return syncNetworks(config).filter((network) => Object.hasOwn(config.networks, network));
}

/** Each sync link has IPv4. */
const syncLinkHasIpv4: Check = (config, report) => {
  for (const network of knownSyncNetworks(config)) {
    if (subnetsOf(config, network).some((subnet) => subnet.family === 4)) continue;
    const message = `the sync network "${network}" has no IPv4 subnet`;
    report("FW027", ["networks", network, "subnet"], message, "add one such as 10.255.0.0/30");
  }
};

/** Whether something else than the sync is meant to use a network. */
function isASide(config: Config, network: string): boolean {
  const { firewall, hosts = {}, nat = {}, policy } = config;
  const named = [
    ...(policy?.rules ?? []).flatMap(({ from, to }) => [...listOf(from), ...listOf(to)]),
    ...(nat.source ?? []).flatMap(({ from, to }) => [...listOf(from), to]),
    ...(nat.destination ?? []).map(({ from }) => from),
    ...(nat.oneToOne ?? []).flatMap(({ from }) => listOf(from)),
    ...(firewall.management ?? []).map(({ from }) => from),
    ...Object.values(hosts).map((host) => host.network),
  ];
  // With two interfaces there is no third one that the sync could have for itself.
  return named.includes(network) || Object.keys(firewall.interfaces).length < 3;
}

/** The sync networks carry nothing but the sync. */
const syncLinkIsDedicated: Check = (config, report) => {
  for (const [i, network] of syncNetworks(config).entries()) {
    if (!Object.hasOwn(config.networks, network)) continue;
    const name = interfaceOn(config, network);
    if (name === undefined) {
      const path = itemPath(["ha", "stateSync", "network"], config.ha.stateSync.network, i);
      const hint = `add an interface with \`network: ${network}\` under firewall.interfaces`;
      report("FW019", path, `the firewalls have no interface on the network "${network}"`, hint);
      continue;
    }
    if (listOf(config.firewall.interfaces[name]?.vip).length > 0) {
      const at = ["firewall", "interfaces", name, "vip"];
      const message = `the sync network "${network}" has a virtual address`;
      report("FW019", at, message, isASide(config, network) ? undefined : "remove the `vip`");
    }
    for (const [host, entry] of Object.entries(config.hosts ?? {})) {
      if (entry.network !== network) continue;
      const at = ["hosts", host, "network"];
      report("FW019", at, `the host "${host}" is on the sync network "${network}"`);
    }
  }
};

/** A second link is there when the first one is gone. */
const syncLinksAreRedundant: Check = (config, report) => {
  const seen = new Map<string, string>();
  for (const [i, network] of syncNetworks(config).entries()) {
    const name = interfaceOn(config, network);
    const card = name === undefined ? network : cardOf(name, config.networks[network]?.vlan);
    const first = seen.get(card);
    seen.set(card, first ?? network);
    if (first === undefined) continue;
    const path = itemPath(["ha", "stateSync", "network"], config.ha.stateSync.network, i);
    const message =
      first === network
        ? `"${network}" is named twice`
        : `"${first}" and "${network}" share the card ${card}`;
    report("FW055", path, message, "name networks whose interfaces have cards of their own");
  }
};

/** In the order of their findings. */
export const pairChecks: readonly Check[] = [
  twoMembers,
  oneInterfacePerNetwork,
  memberInterfacesExist,
  syncLinkHasIpv4,
  syncLinkIsDedicated,
  syncLinksAreRedundant,
];
