import { parseIp } from "../address/ip.ts";
import { expectText } from "../arguments/expect.ts";
import { icmpTypes } from "./icmp-types.ts";
import { hasPorts, isIcmp, protocolNumber, type Packet, type Protocol } from "./packet.ts";

/** A flow that was read, or why it could not be. */
export type FlowResult =
  | {
      /** The first packet of the flow. */
      readonly packet: Packet;
      /** Never beside a packet. */
      readonly error?: never;
    }
  | {
      /** Never beside an error. */
      readonly packet?: never;
      /** What is wrong with the text, and what was expected. */
      readonly error: string;
    };

interface End {
  readonly address: string;
  readonly port?: number;
}

const namedProtocols: ReadonlyMap<string, Protocol> = new Map<string, Protocol>([
  ["tcp", "tcp"],
  ["udp", "udp"],
  ["sctp", "sctp"],
  ["dccp", "dccp"],
  ["icmp", "icmp"],
  ["icmpv6", "icmp"],
  ["gre", 47],
  ["esp", 50],
  ["ah", 51],
  ["ospf", 89],
  ["vrrp", 112],
]);

const pattern: RegExp = /^\s*(\S+)\s+(\S+)\s*(?:>|->|→)\s*(\S+)(?:\s+in\s+(\S+))?\s*$/;

/** `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1` and `[2001:db8::1]:80`. */
function parseEnd(text: string): End | undefined {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text);
  const dotted = /^([^:]+):(\d{1,5})$/.exec(text);
  const [, address = text, digits] = bracketed ?? dotted ?? [];
  const port = digits === undefined ? undefined : Number(digits);
  if (parseIp(address) === undefined || (port !== undefined && port > 65_535)) return undefined;
  return port === undefined ? { address } : { address, port };
}

function parseProtocol(text: string): Protocol | undefined {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : undefined;
  return number !== undefined && number <= 255 ? number : namedProtocols.get(text.toLowerCase());
}

/** The number of an ICMP type that stands behind the protocol, by name or number. */
function parseIcmpType(text: string, family: 4 | 6): number | undefined {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : undefined;
  return number === undefined || number > 255 ? icmpTypes(family).get(text) : number;
}

/** Two addresses with ports and the longest names there are take less. */
const longestFlow = 400;

/** Where a client's ports usually begin (RFC 6335: dynamic ports). */
const defaultSourcePort = 49_152;

/**
 * Reads a flow: `PROTOCOL SOURCE[:PORT] > DESTINATION[:PORT] [in INTERFACE]`. A type of ICMP stands
 * behind the protocol, like `icmp:timestamp-request` or `icmp:13`; without it an echo is meant.
 *
 * @example
 * ```ts
 * parseFlow("tcp 192.168.2.4:40000 > 192.168.0.3:22");
 * parseFlow("icmp 192.168.2.4 > 192.168.0.3 in eth1");
 * parseFlow("icmp:timestamp-request 192.168.2.4 > 192.168.0.3");
 * parseFlow("udp [2001:db8::1] > [2001:db8:1::1]:53");
 * ```
 */
export function parseFlow(text: string): FlowResult {
  expectText("parseFlow: text", text);
  if (text.length > longestFlow) {
    return { error: `a flow of ${text.length} characters is too long; at most ${longestFlow}` };
  }
  const [, protocolText = "", from = "", to = "", name] = pattern.exec(text) ?? [];
  if (from === "") {
    return { error: `"${text}" is no flow; expected one like: tcp 192.0.2.4:40000 > 192.0.2.3:22` };
  }
  const [protocolName = "", typeText] = protocolText.split(":", 2);
  const protocol = parseProtocol(protocolName);
  if (protocol === undefined) {
    const known = [...namedProtocols.keys()].join(", ");
    return { error: `"${protocolName}" is no protocol; expected ${known}, or a number up to 255` };
  }
  const [source, destination] = [parseEnd(from), parseEnd(to)];
  if (source === undefined || destination === undefined) {
    const wrong = source === undefined ? from : to;
    return {
      error: `"${wrong}" is no address; expected one like 192.0.2.4, 192.0.2.4:22 or [2001:db8::4]:22`,
    };
  }
  const family = parseIp(source.address)?.family ?? 4;
  if (family !== parseIp(destination.address)?.family) {
    return { error: `${source.address} and ${destination.address} are of different families` };
  }
  const ends = { source: source.address, destination: destination.address };
  const way = name === undefined ? ends : { ...ends, interface: name };
  const number = protocolNumber(protocol, family);
  const icmpType = typeText === undefined ? undefined : parseIcmpType(typeText, family);
  if (typeText !== undefined && !isIcmp(number, family)) {
    return { error: `${protocolName} has no types; leave out ":${typeText}"` };
  }
  if (typeText !== undefined && icmpType === undefined) {
    const known = [...icmpTypes(family).keys()].join(", ");
    return { error: `"${typeText}" is no type of ICMP; expected a number up to 255, or ${known}` };
  }
  if (!hasPorts(number)) {
    if (source.port === undefined && destination.port === undefined) {
      return { packet: { protocol, ...(icmpType === undefined ? {} : { icmpType }), ...way } };
    }
    return { error: `${protocolName} has no ports; leave them out` };
  }
  if (destination.port === undefined) return { error: `"${to}" has no port` };
  const ports = {
    sourcePort: source.port ?? defaultSourcePort,
    destinationPort: destination.port,
  };
  return { packet: { protocol, ...way, ...ports } };
}
