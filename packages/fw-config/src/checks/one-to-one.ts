import { familyOf } from "../address/interface-address.ts";
import { listOf } from "../config/lists.ts";
import { suggestionHint } from "../diagnostics/suggest.ts";
import { vipAddresses } from "../model/addresses.ts";
import { networkOfVip } from "../model/one-to-one.ts";
import type { Check } from "./check.ts";

/** What stands for a host is a virtual address, of another network and of a family that the host has. */
const addressesFitTheirHosts: Check = (config, report) => {
  for (const [i, { vip, host: name }] of (config.nat?.oneToOne ?? []).entries()) {
    const path = ["nat", "oneToOne", i];
    const host = config.hosts?.[name];
    const outside = networkOfVip(config, vip);
    if (outside === undefined) {
      const vips = Object.keys(config.firewall.interfaces).flatMap((own) =>
        vipAddresses(config, own).map(({ address }) => address),
      );
      const hint = `add it to the \`vip\` of an interface; virtual addresses: ${vips.join(", ")}`;
      report("FW025", [...path, "vip"], `${vip} is not a virtual address`, hint);
    }
    if (host === undefined) {
      const hint = suggestionHint(name, Object.keys(config.hosts ?? {}));
      report("FW029", [...path, "host"], `there is no host "${name}"`, hint);
      continue;
    }
    const family = familyOf(vip);
    if (!listOf(host.address).some((own) => familyOf(own) === family)) {
      const message = `"${name}" has no IPv${family} address for ${vip} to stand for`;
      report("FW025", [...path, "host"], message, "give the host one, or remove the entry");
    } else if (host.network === outside) {
      const message = `"${name}" is on the network of ${vip}, where it is reached without the firewall`;
      const hint = `give the host ${vip} itself, and remove it from the virtual addresses`;
      report("FW034", [...path, "host"], message, hint);
    }
  }
};

/** In the order of their findings. */
export const oneToOneChecks: readonly Check[] = [addressesFitTheirHosts];
