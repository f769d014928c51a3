import type { Config } from "../config/config.ts";
import { cardOf } from "./nic.ts";

/** A network card of the firewalls, and the bridge that it is plugged into in the lab. */
export interface Card {
  readonly name: string;
  readonly bridge: string;
}

/** The cards that carry the firewalls' interfaces, each once, in their order. */
export function firewallCards(config: Config): readonly Card[] {
  const { interfaces } = config.firewall;
  const cards = new Map<string, string>();
  for (const [name, { network, bond }] of Object.entries(interfaces)) {
    const { bridge = "", vlan } = config.networks[network] ?? {};
    const carrier = cardOf(name, vlan);
    // A tagged interface on a bond has the bond's cards.
    const isBond = Object.hasOwn(interfaces, carrier) && interfaces[carrier]?.bond !== undefined;
    for (const card of bond?.cards ?? (isBond ? [] : [carrier])) cards.set(card, bridge);
  }
  return [...cards].map(([name, bridge]) => ({ name, bridge }));
}
