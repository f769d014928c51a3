import { listOf } from "../../config/lists.ts";
import { interfaceOn, subnetsOf } from "../addresses.ts";
import type { ConfigRule } from "./rule.ts";

/** There are two firewalls. */
export const twoMembers: ConfigRule = (config, report) => {
  const members = Object.keys(config.firewall.members);
  if (members.length === 2) return;
  const message = `there are ${members.length} firewalls (${members.join(", ")})`;
  report("FW012", ["firewall", "members"], message, "name exactly two");
};

/** A firewall has one interface on a network. */
export const oneInterfacePerNetwork: ConfigRule = (config, report) => {
  for (const [name, entry] of Object.entries(config.firewall.interfaces)) {
    const first = interfaceOn(config, entry.network);
    if (first === undefined || first === name) continue;
    const message = `${name} is on the network "${entry.network}", where ${first} is already`;
    report("FW018", ["firewall", "interfaces", name, "network"], message);
  }
};

/** `firewall.members.*.addresses` names interfaces that exist. */
export const memberInterfacesExist: ConfigRule = (config, report) => {
  const known = Object.keys(config.firewall.interfaces);
  for (const [member, entry] of Object.entries(config.firewall.members)) {
    for (const name of Object.keys(entry.addresses ?? {})) {
      if (known.includes(name)) continue;
      const path = ["firewall", "members", member, "addresses", name];
      report("FW022", path, `there is no interface "${name}"`, `known: ${known.join(", ")}`);
    }
  }
};

/** The sync link has IPv4. */
export const syncLinkHasIpv4: ConfigRule = (config, report) => {
  const { network } = config.ha.stateSync;
  if (config.networks[network] === undefined) return;
  if (subnetsOf(config, network).some((subnet) => subnet.family === 4)) return;
  const path = ["networks", network, "subnet"];
  report(
    "FW027",
    path,
    `the sync network "${network}" has no IPv4 subnet`,
    "add one such as 10.255.0.0/30",
  );
};

/** The sync network carries nothing but the sync. */
export const syncLinkIsDedicated: ConfigRule = (config, report) => {
  const { network } = config.ha.stateSync;
  if (config.networks[network] === undefined) return;
  const path = ["ha", "stateSync", "network"];
  const name = interfaceOn(config, network);
  if (name === undefined) {
    const hint = `add an interface with \`network: ${network}\` under firewall.interfaces`;
    report("FW019", path, `the firewalls have no interface on the network "${network}"`, hint);
    return;
  }
  if (listOf(config.firewall.interfaces[name]?.vip).length > 0) {
    const at = ["firewall", "interfaces", name, "vip"];
    report("FW019", at, `the sync network "${network}" has a virtual address`, "remove it");
  }
  for (const [host, entry] of Object.entries(config.hosts ?? {})) {
    if (entry.network !== network) continue;
    const at = ["hosts", host, "network"];
    report("FW019", at, `the host "${host}" is on the sync network "${network}"`);
  }
};
