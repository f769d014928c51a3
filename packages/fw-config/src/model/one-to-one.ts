import { canonical } from "../address/canonical.ts";
import { familyOf } from "../address/interface-address.ts";
import type { Family } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import { resolveServices } from "../services/resolve.ts";
import type { ServiceMatch } from "../services/types.ts";
import { mainVips, vipAddresses } from "./addresses.ts";
import { networkList, sideNetworks } from "./sides.ts";

/** A virtual address and the host that it stands for. */
export interface OneToOne {
  /** Its index in the configuration. */
  readonly index: number;
  readonly family: Family;
  readonly vip: string;
  /** The network of the virtual address. */
  readonly outside: string;
  /** The host's address. */
  readonly host: string;
  /** The host's network. */
  readonly inside: string;
  /** The networks whose connections reach the host. */
  readonly from: readonly string[];
  /** The source that clients of the host's own network get; absent where they do not reach it. */
  readonly within?: string;
  /** Absent: every protocol. */
  readonly services?: readonly ServiceMatch[];
}

/** The network of a virtual address. */
export function networkOfVip(config: Config, vip: string): string | undefined {
  const found = Object.entries(config.firewall.interfaces).find(([name]) =>
    vipAddresses(config, name).some(({ address }) => canonical(address) === canonical(vip)),
  );
  return found?.[1].network;
}

/** The entries whose ends are known and fit; the others are findings. */
export function oneToOnes(config: Config): readonly OneToOne[] {
  return (config.nat?.oneToOne ?? []).flatMap((entry, index): readonly OneToOne[] => {
    const family = familyOf(entry.vip);
    const outside = networkOfVip(config, entry.vip);
    const host = config.hosts?.[entry.host];
    const own = listOf(host?.address).find((address) => familyOf(address) === family);
    if (outside === undefined || host === undefined || own === undefined) return [];
    const inside = host.network;
    if (inside === outside) return [];
    const near = mainVips(config, inside, own).find((vip) => familyOf(vip) === family);
    const named = entry.from === undefined ? sideNetworks(config) : networkList(config, entry.from);
    // Whoever is beside the host and keeps its address would be answered directly.
    const from = near === undefined ? named.filter((name) => name !== inside) : named;
    return [
      {
        index,
        family,
        vip: canonical(entry.vip),
        outside,
        host: canonical(own),
        inside,
        from,
        ...(near !== undefined && from.includes(inside) && { within: near }),
        ...(entry.services !== undefined && {
          services: resolveServices(config, listOf(entry.services)),
        }),
      },
    ];
  });
}

/** Whether clients of a network reach a host beside them at a virtual address. */
export function isForwardedWithin(config: Config, network: string): boolean {
  const forwarded = (config.nat?.destination ?? []).some(
    ({ from, host }) => from === network && config.hosts?.[host]?.network === network,
  );
  return (
    forwarded ||
    oneToOnes(config).some(({ inside, within }) => inside === network && within !== undefined)
  );
}
