import { ownAddress, peerOf, syncAddresses } from "../../model/firewall-facts.ts";
import type { Model, Node } from "../../model/types.ts";

/** The multicast groups of VRRP (RFC 9568). */
const vrrpGroup: Readonly<Record<4 | 6, string>> = { 4: "224.0.0.18", 6: "ff02::12" };

/** Adverts of the peer, and of nobody else. The hop limit proves that they come from the same link. */
export function vrrpFromPeer(model: Model, node: Node): readonly string[] {
  const peer = peerOf(model, node);
  return model.ha.instances.map(({ family, interface: name }) => {
    const ip = family === 4 ? "ip" : "ip6";
    // IPv6 adverts are sent from the link-local address, which is not known here.
    const source = family === 4 ? ownAddress(peer, name, 4) : "fe80::/10";
    const unicastTarget = ownAddress(node, name, family);
    const target = model.ha.transport === "multicast" ? vrrpGroup[family] : unicastTarget;
    const from = model.ha.transport === "multicast" ? source : ownAddress(peer, name, family);
    const hops = family === 4 ? "ip ttl 255" : "ip6 hoplimit 255";
    return `iifname "${name}" ${ip} saddr ${from} ${ip} daddr ${target} ${hops} meta l4proto vrrp`;
  });
}

/** State sync of the peer on each link, and of nobody else. */
export function syncFromPeer(model: Model, node: Node): readonly string[] {
  return model.ha.syncLinks.map((link) => {
    const [own, peer] = syncAddresses(model, node, link);
    const target = model.ha.syncTransport === "multicast" ? link.group : own;
    return `iifname "${link.interface}" ip saddr ${peer} ip daddr ${target} udp dport ${link.port}`;
  });
}
