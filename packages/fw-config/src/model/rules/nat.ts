import { listOf } from "../../config/lists.ts";
import { interfaceOn, vipAddresses } from "../addresses.ts";
import type { ConfigRule } from "./rule.ts";

/** Source NAT has a virtual address to translate to. */
export const sourceNatHasVip: ConfigRule = (config, report) => {
  for (const [i, entry] of (config.nat?.source ?? []).entries()) {
    if (config.networks[entry.to] === undefined) continue;
    const name = interfaceOn(config, entry.to);
    if (name !== undefined && vipAddresses(config, name).length > 0) continue;
    const message = `the firewalls have no virtual address on the network "${entry.to}"`;
    report("FW025", ["nat", "source", i, "to"], message, "give that interface a `vip`");
  }
};

/** Destination NAT starts at a virtual address. */
export const destinationNatHasVip: ConfigRule = (config, report) => {
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
