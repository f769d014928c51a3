import { canonical } from "../address/canonical.ts";
import { familyOf } from "../address/interface-address.ts";
import type { Config } from "../config/config.ts";
import { itemPath, listOf } from "../config/lists.ts";
import { suggestionHint } from "../diagnostics/suggest.ts";
import { interfaceOn, subnetsOf, vipAddresses } from "../model/addresses.ts";
import { isForwardedWithin } from "../model/one-to-one.ts";
import { translatedFamilies } from "../model/translated-families.ts";
import { resolveServices, serviceExists } from "../services/resolve.ts";
import type { PortRange } from "../services/types.ts";
import type { Check } from "./check.ts";

const highestPort: number = 65_535;

/** Every virtual address of the pair, in its canonical spelling. */
function allVips(config: Config): readonly string[] {
  const interfaces = Object.keys(config.firewall.interfaces);
  return interfaces.flatMap((name) =>
    vipAddresses(config, name).map(({ address }) => canonical(address)),
  );
}

/** What source NAT names as its virtual address is one, and of the family that it is about. */
const sourceNatNamesVips: Check = (config, report) => {
  const vips = allVips(config);
  for (const [i, { vip = "none", family }] of (config.nat?.source ?? []).entries()) {
    if (vip === "none") continue;
    const path = ["nat", "source", i];
    if (!vips.includes(canonical(vip))) {
      const message = `${vip} is not a virtual address`;
      const hint = `add it to the \`vip\` of an interface; virtual addresses: ${vips.join(", ")}`;
      report("FW025", [...path, "vip"], message, hint);
    } else if (family !== undefined && family !== `ipv${familyOf(vip)}`) {
      const message = `${vip} is an IPv${familyOf(vip)} address, and \`family\` says ${family}`;
      const hint = "remove `family`, and write an entry for each family";
      report("FW025", [...path, "family"], message, hint);
    }
  }
};

/** Source NAT has a virtual address of each family to translate to. */
const sourceNatHasVip: Check = (config, report) => {
  for (const [i, entry] of (config.nat?.source ?? []).entries()) {
    if (config.networks[entry.to] === undefined || entry.vip !== undefined) continue;
    const name = interfaceOn(config, entry.to);
    const vips = name === undefined ? [] : vipAddresses(config, name);
    const present = new Set(vips.map(({ address }) => familyOf(address)));
    const missing = translatedFamilies(entry).filter((family) => !present.has(family));
    if (missing.length === 0) continue;
    const kind =
      present.size === 0 ? "virtual address" : `virtual IPv${missing.join(" or IPv")} address`;
    const [other] = present;
    const hint =
      other === undefined
        ? "give that interface a `vip`"
        : `give that interface one, or write \`family: ipv${other}\``;
    const message = `the firewalls have no ${kind} on the network "${entry.to}"`;
    report("FW025", ["nat", "source", i, "to"], message, hint);
  }
};

/** A side has a virtual address in each of its families, when it has one at all. */
const sidesHaveVipsOfTheirFamilies: Check = (config, report) => {
  for (const [name, entry] of Object.entries(config.firewall.interfaces)) {
    const vips = vipAddresses(config, name).map(({ address }) => familyOf(address));
    const families = subnetsOf(config, entry.network).map(({ family }) => family);
    const missing = families.filter((family) => vips.length > 0 && !vips.includes(family));
    for (const family of new Set(missing)) {
      const message = `"${entry.network}" has IPv${family}, and ${name} has no virtual IPv${family} address`;
      const hint = `add an IPv${family} address to \`vip\`, as the gateway that a failover moves`;
      report("FW110", ["firewall", "interfaces", name, "vip"], message, hint);
    }
  }
};

/** Destination NAT starts at a virtual address. */
const destinationNatHasVip: Check = (config, report) => {
  const vips = allVips(config);
  for (const [i, entry] of (config.nat?.destination ?? []).entries()) {
    const path = ["nat", "destination", i];
    if (entry.vip !== undefined && !vips.includes(canonical(entry.vip))) {
      const message = `${entry.vip} is not a virtual address`;
      report("FW025", [...path, "vip"], message, `virtual addresses: ${vips.join(", ")}`);
    }
    if (entry.vip !== undefined || config.networks[entry.from] === undefined) continue;
    const name = interfaceOn(config, entry.from);
    if (name !== undefined && vipAddresses(config, name).length > 0) continue;
    const message = `the firewalls have no virtual address on the network "${entry.from}"`;
    report("FW025", [...path, "from"], message, "name a virtual address with `vip`");
  }
};

/** Whether source NAT translates what a network sends back into itself. */
function translatesWithin(config: Config, network: string): boolean {
  return (config.nat?.source ?? []).some(
    ({ from, to, vip }) => to === network && vip !== "none" && listOf(from).includes(network),
  );
}

/** Source NAT is between two networks, or serves what is forwarded within one. */
const sourceNatCrossesTheFirewall: Check = (config, report) => {
  for (const [i, entry] of (config.nat?.source ?? []).entries()) {
    for (const [j, from] of listOf(entry.from).entries()) {
      if (from !== entry.to || isForwardedWithin(config, from)) continue;
      const path = itemPath(["nat", "source", i, "from"], entry.from, j);
      report("FW034", path, `"${from}" is the network that the connections go to`);
    }
  }
};

/** What is forwarded has a host, whose answers come back through the firewall. */
const destinationNatCrossesTheFirewall: Check = (config, report) => {
  for (const [i, entry] of (config.nat?.destination ?? []).entries()) {
    const host = config.hosts?.[entry.host];
    const path = ["nat", "destination", i, "host"];
    if (host === undefined) {
      const hint = suggestionHint(entry.host, Object.keys(config.hosts ?? {}));
      report("FW029", path, `there is no host "${entry.host}"`, hint);
    } else if (host.network === entry.from && !translatesWithin(config, entry.from)) {
      const message = `"${entry.host}" is on the network that the connections come from, and would answer their clients directly`;
      const hint = `give them a virtual address as their source: \`nat.source: [{ from: ${entry.from}, to: ${entry.from} }]\``;
      report("FW034", path, message, hint);
    }
  }
};

/** What is wrong with moving ports, and the cure: one port or one range moves, to ports that exist. */
function movesBadly(
  service: string,
  [first, ...others]: readonly PortRange[],
  port: number,
): readonly [message: string, hint: string] | undefined {
  if (first === undefined) return undefined;
  if (others.some(({ low, high }) => low !== first.low || high !== first.high)) {
    const message = `"${service}" has several ports, and ${port} is one`;
    const hint =
      "remove `port`: the ports stay as they are; one port, or one range of them, can be moved";
    return [message, hint];
  }
  const last = port + first.high - first.low;
  if (last <= highestPort) return undefined;
  const message = `"${service}" has ${first.high - first.low + 1} ports, and from ${port} on they would end at ${last}`;
  return [
    message,
    `the highest port is ${highestPort}: write at most ${highestPort - first.high + first.low}`,
  ];
}

/** A forwarded service has ports, and one of them or one range when it is moved to others. */
const forwardedServicesHavePorts: Check = (config, report) => {
  for (const [i, entry] of (config.nat?.destination ?? []).entries()) {
    if (!serviceExists(config, entry.service)) continue;
    const path = ["nat", "destination", i];
    const matches = resolveServices(config, [entry.service]);
    const ranges = matches.flatMap((match) => (match.kind === "ports" ? match.ports : []));
    if (matches.some((match) => match.kind !== "ports")) {
      const hint = "name a service of `ports`; other protocols cannot be forwarded";
      report("FW035", [...path, "service"], `"${entry.service}" has no ports`, hint);
    } else if (entry.port !== undefined) {
      const found = movesBadly(entry.service, ranges, entry.port);
      if (found !== undefined) report("FW035", [...path, "port"], ...found);
    }
  }
};

/** In the order of their findings. */
export const natChecks: readonly Check[] = [
  sourceNatNamesVips,
  sourceNatHasVip,
  sidesHaveVipsOfTheirFamilies,
  destinationNatHasVip,
  sourceNatCrossesTheFirewall,
  destinationNatCrossesTheFirewall,
  forwardedServicesHavePorts,
];
