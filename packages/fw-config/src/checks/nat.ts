import { familyOf } from "../address/interface-address.ts";
import { itemPath, listOf } from "../config/lists.ts";
import { suggestionHint } from "../diagnostics/suggest.ts";
import { interfaceOn, subnetsOf, vipAddresses } from "../model/addresses.ts";
import { translatedFamilies } from "../model/translated-families.ts";
import { resolveServices, serviceExists } from "../services/resolve.ts";
import type { Check } from "./check.ts";

/** Source NAT has a virtual address of each family to translate to. */
const sourceNatHasVip: Check = (config, report) => {
  for (const [i, entry] of (config.nat?.source ?? []).entries()) {
    if (config.networks[entry.to] === undefined) continue;
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
  const vips = Object.values(config.firewall.interfaces).flatMap((entry) => listOf(entry.vip));
  for (const [i, entry] of (config.nat?.destination ?? []).entries()) {
    const path = ["nat", "destination", i];
    if (entry.vip !== undefined && !vips.includes(entry.vip)) {
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

/** Translated connections pass the firewall both ways. */
const natCrossesTheFirewall: Check = (config, report) => {
  for (const [i, entry] of (config.nat?.source ?? []).entries()) {
    for (const [j, from] of listOf(entry.from).entries()) {
      if (from !== entry.to) continue;
      const path = itemPath(["nat", "source", i, "from"], entry.from, j);
      report("FW034", path, `"${from}" is the network that the connections go to`);
    }
  }
  for (const [i, entry] of (config.nat?.destination ?? []).entries()) {
    const host = config.hosts?.[entry.host];
    if (host === undefined) {
      const hint = suggestionHint(entry.host, Object.keys(config.hosts ?? {}));
      const path = ["nat", "destination", i, "host"];
      report("FW029", path, `there is no host "${entry.host}"`, hint);
    } else if (host.network === entry.from) {
      const message = `"${entry.host}" is on the network that the connections come from`;
      report("FW034", ["nat", "destination", i, "host"], message);
    }
  }
};

/** A forwarded service has ports, and a single one when it is moved to another. */
const forwardedServicesHavePorts: Check = (config, report) => {
  for (const [i, entry] of (config.nat?.destination ?? []).entries()) {
    if (!serviceExists(config, entry.service)) continue;
    const path = ["nat", "destination", i];
    const matches = resolveServices(config, [entry.service]);
    const ranges = matches.flatMap((match) => (match.kind === "ports" ? match.ports : []));
    if (matches.some((match) => match.kind !== "ports")) {
      const hint = "name a service of `ports`; other protocols cannot be forwarded";
      report("FW035", [...path, "service"], `"${entry.service}" has no ports`, hint);
    } else if (
      entry.port !== undefined &&
      ranges.some((range, _i, all) => range.low !== all[0]?.low || range.high !== all[0].low)
    ) {
      const message = `"${entry.service}" has several ports, and ${entry.port} is one`;
      const hint =
        "remove `port`: a range keeps its ports, and cannot be moved by an offset; a single port can be moved";
      report("FW035", [...path, "port"], message, hint);
    }
  }
};

/** In the order of their findings. */
export const natChecks: readonly Check[] = [
  sourceNatHasVip,
  sidesHaveVipsOfTheirFamilies,
  destinationNatHasVip,
  natCrossesTheFirewall,
  forwardedServicesHavePorts,
];
