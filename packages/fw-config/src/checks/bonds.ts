import { cardOf } from "../model/nic.ts";
import type { Check } from "./check.ts";

/** A bond's cards are its own, and the tag comes after the bond. */
const bondsCanBeBuilt: Check = (config, report) => {
  const interfaces = Object.entries(config.firewall.interfaces);
  // Who has a card: its interfaces by themselves, then the bonds.
  const owners = new Map(
    interfaces.map(([name, { network }]) => [cardOf(name, config.networks[network]?.vlan), name]),
  );
  for (const [name, { network, bond }] of interfaces) {
    if (bond === undefined) continue;
    const path = ["firewall", "interfaces", name, "bond"];
    if (config.networks[network]?.vlan !== undefined) {
      const hint = "bond the cards in an interface without a tag, and call this one after it";
      report("FW054", path, `"${network}" is tagged`, hint);
    }
    for (const [i, card] of bond.cards.entries()) {
      const owner = owners.get(card);
      owners.set(card, owner ?? name);
      const at = [...path, "cards", i];
      if (owner !== undefined) report("FW054", at, `the card ${card} is already ${owner}'s`);
      else if (card.includes(".")) report("FW054", at, `${card} is named like a VLAN, not a card`);
    }
  }
};

/** In the order of their findings. */
export const bondChecks: readonly Check[] = [bondsCanBeBuilt];
