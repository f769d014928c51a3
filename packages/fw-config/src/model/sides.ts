import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import type { OneOrMore } from "../config/scalars.ts";
import { syncNetworks } from "./addresses.ts";

/** The networks that connections may pass between: those where the firewalls are, without the sync links. */
export function sideNetworks(config: Config): readonly string[] {
  const networks = Object.values(config.firewall.interfaces).map((entry) => entry.network);
  return networks.filter((network) => !syncNetworks(config).includes(network));
}

/** The networks that a field names; `any` means all of them. */
export function networkList(config: Config, value: OneOrMore<string>): readonly string[] {
  const names = listOf(value);
  if (names.includes("any")) return sideNetworks(config);
  return names.length === 1 ? names : [...new Set(names)];
}
