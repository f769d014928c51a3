import type { Model } from "../model/types.ts";
import { vrrpGroups } from "../ruleset/peer.ts";

/** The multicast groups that the daemons of a firewall join, as `interface group`. */
export function joinedGroups({ ha }: Model): ReadonlySet<string> {
  const { instances, syncLinks, syncTransport, transport } = ha;
  const adverts = instances.map(({ family, interface: name }) => `${name} ${vrrpGroups[family]}`);
  const sync = syncLinks.map((link) => `${link.interface} ${link.group}`);
  return new Set([
    ...(transport === "multicast" ? adverts : []),
    ...(syncTransport === "multicast" ? sync : []),
  ]);
}
