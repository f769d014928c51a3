import type { Family } from "../address/ip.ts";
import { ownAddress, peerOf, syncAddresses } from "../model/firewall-facts.ts";
import type { Model, Node } from "../model/types.ts";
import type { Match } from "./types.ts";

/** The multicast groups of VRRP (RFC 9568). */
export const vrrpGroups: Readonly<Record<Family, string>> = { 4: "224.0.0.18", 6: "ff02::12" };

/** Every protocol of the HA daemons that is not state sync. */
export const anyAdvert: Match = { field: "l4proto", protocols: ["vrrp"] };

function addressOn(node: Node, interfaceName: string, family: Family): string {
  const address = ownAddress(node, interfaceName, family);
  if (address === undefined) {
    throw new TypeError(`${node.name} has no IPv${family} address on ${interfaceName}`);
  }
  return address;
}

/** VRRP advertisements of the peer alone. The hop limit proves that they come from the same link. */
export function advertsOfPeer(model: Model, node: Node): readonly (readonly Match[])[] {
  const peer = peerOf(model, node);
  const multicast = model.ha.transport === "multicast";
  return model.ha.instances.map(({ family, interface: name }) => {
    // IPv6 advertisements are sent from the link-local address, which is not known here.
    const from = multicast && family === 6 ? "fe80::/10" : addressOn(peer, name, family);
    const target = multicast ? vrrpGroups[family] : addressOn(node, name, family);
    return [
      { field: "iifname", names: [name] },
      { field: "saddr", family, blocks: [from] },
      { field: "daddr", family, blocks: [target] },
      { field: "hop limit", family, value: 255 },
      anyAdvert,
    ];
  });
}

/** A match for the UDP port of a link of the state sync. */
export function syncPort(port: number): Match {
  return { field: "dport", protocol: "udp", ports: [{ low: port, high: port }], set: "" };
}

/** State sync of the peer alone, link by link. */
export function syncOfPeer(model: Model, node: Node): readonly (readonly Match[])[] {
  return model.ha.syncLinks.map((link) => {
    const [own, peer] = syncAddresses(model, node, link);
    const target = model.ha.syncTransport === "multicast" ? link.group : own;
    return [
      { field: "iifname", names: [link.interface] },
      { field: "saddr", family: 4, blocks: [peer] },
      { field: "daddr", family: 4, blocks: [target] },
      syncPort(link.port),
    ];
  });
}
