import { echoRequest } from "./icmp-types.ts";
import { isIcmp, onlySyn, type ConnectionState, type Packet, type TcpFlag } from "./packet.ts";

/** Queries that open a connection: echo, timestamp, information, address mask. */
const icmpQueries: ReadonlySet<number> = new Set([8, 13, 15, 17]);

/** ICMPv6 queries: echo and node information (RFC 4620). */
const icmpv6Queries: ReadonlySet<number> = new Set([128, 139]);

/** Multicast listener and neighbour discovery are never tracked. */
const icmpv6Untracked: ReadonlySet<number> = new Set([130, 131, 132, 133, 134, 135, 136, 137, 143]);

function icmpState(type: number, family: 4 | 6): ConnectionState {
  if (family === 6 && icmpv6Untracked.has(type)) return "untracked";
  return (family === 4 ? icmpQueries : icmpv6Queries).has(type) ? "new" : "invalid";
}

/** Only SYN opens a connection, as `nf_conntrack_tcp_loose` is 0; PSH and URG may come with it. */
function tcpState(flags: readonly TcpFlag[]): ConnectionState {
  if (flags === onlySyn) return "new";
  if (!flags.includes("syn")) return "invalid";
  const others = flags.filter((flag) => flag === "fin" || flag === "rst" || flag === "ack");
  return others.length === 0 ? "new" : "invalid";
}

/**
 * What connection tracking makes of a packet that belongs to no known connection, with the
 * settings that the sysctl artifact writes.
 */
export function stateWithoutConnection(
  packet: Packet,
  number: number,
  family: 4 | 6,
): ConnectionState {
  if (number === 6) return tcpState(packet.tcpFlags ?? onlySyn);
  if (isIcmp(number, family)) return icmpState(packet.icmpType ?? echoRequest(family), family);
  return "new";
}
