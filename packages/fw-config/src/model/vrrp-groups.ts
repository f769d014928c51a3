import type { Config } from "../config/config.ts";
import type { VrrpGroupConfig } from "../config/ha.ts";

/** The id of the source articles' first instance. */
const firstVirtualRouterId: number = 61;

/** The id that the others count up from. */
export function baseVirtualRouterId(config: Config): number {
  return config.ha.vrrp?.virtualRouterId ?? firstVirtualRouterId;
}

/** A group that the configuration names, with its id. */
export interface VrrpGroup extends VrrpGroupConfig {
  readonly name: string;
  readonly virtualRouterId: number;
}

/**
 * The groups of the configuration, or undefined when it has none. They are numbered as
 * `firewall.interfaces` meets them, so that the order in which they are written makes no
 * difference.
 */
export function vrrpGroups(config: Config): readonly VrrpGroup[] | undefined {
  const { groups } = config.ha.vrrp ?? {};
  if (groups === undefined) return undefined;
  const interfaces = Object.keys(config.firewall.interfaces);
  const place = (group: VrrpGroupConfig): number =>
    interfaces.findIndex((name) => group.interfaces.includes(name));
  const base = baseVirtualRouterId(config);
  return Object.entries(groups)
    .toSorted(([, a], [, b]) => place(a) - place(b))
    .map(([name, group], i) => ({ virtualRouterId: base + i, ...group, name }));
}
