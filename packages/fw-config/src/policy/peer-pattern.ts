import { parseIp } from "../address/ip.ts";
import { ownAddress, peerOf, syncAddresses } from "../model/firewall-facts.ts";
import type { Model, Node } from "../model/types.ts";
import { syncFromPeer, vrrpFromPeer } from "../render/nftables/peer.ts";
import type { Trip } from "./trip.ts";

/** Packets of the peer's daemons, and their expression in the ruleset. */
export interface PeerPattern {
  readonly matches: (trip: Trip) => boolean;
  readonly expression: string;
}

/** IANA protocol number of VRRP. */
const vrrp = 112;

/** The multicast groups that the daemons of a firewall join, by interface. */
export function joinedGroups(model: Model): ReadonlySet<string> {
  const { instances, syncLinks, syncTransport, transport } = model.ha;
  const adverts = instances.map(({ family, interface: name }) =>
    family === 4 ? `${name} 224.0.0.18` : `${name} ff02::12`,
  );
  return new Set([
    ...(transport === "multicast" ? adverts : []),
    ...(syncTransport === "multicast"
      ? syncLinks.map((link) => `${link.interface} ${link.group}`)
      : []),
  ]);
}

function isLinkLocal(address: string): boolean {
  const ip = parseIp(address);
  return ip?.family === 6 && ip.value >> 118n === 0xfe80n >> 6n;
}

/** Adverts of the peer, in the order of the rendered lines. */
export function advertPatterns(model: Model, node: Node): readonly PeerPattern[] {
  const peer = peerOf(model, node);
  const multicast = model.ha.transport === "multicast";
  const expressions = vrrpFromPeer(model, node);
  return model.ha.instances.map(({ family, interface: name }, i) => {
    const group = family === 4 ? "224.0.0.18" : "ff02::12";
    const target = multicast ? group : ownAddress(node, name, family);
    const from = ownAddress(peer, name, family);
    const anyLinkLocal = multicast && family === 6;
    return {
      expression: expressions[i] ?? "",
      matches: (trip) =>
        trip.subject.protocol === vrrp &&
        trip.inInterface === name &&
        trip.hopLimit === 255 &&
        trip.destination.text === target &&
        (anyLinkLocal ? isLinkLocal(trip.source.text) : trip.source.text === from),
    };
  });
}

/** State sync of the peer on each link, in the order of the rendered lines. */
export function syncPatterns(model: Model, node: Node): readonly PeerPattern[] {
  const expressions = syncFromPeer(model, node);
  return model.ha.syncLinks.map((link, i) => {
    const [own, peer] = syncAddresses(model, node, link);
    const target = model.ha.syncTransport === "multicast" ? link.group : own;
    return {
      expression: expressions[i] ?? "",
      matches: (trip) =>
        trip.subject.protocol === 17 &&
        trip.subject.value === link.port &&
        trip.inInterface === link.interface &&
        trip.source.text === peer &&
        trip.destination.text === target,
    };
  });
}
