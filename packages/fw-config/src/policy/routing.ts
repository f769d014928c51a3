import { contains, lastOf, parseBlock, parseCidr, type Cidr } from "../address/cidr.ts";
import { addressBits, formatIp, parseIp, type Family, type Ip } from "../address/ip.ts";
import type { Model, Node } from "../model/types.ts";
import { toScalar, type Scalar } from "./address-ranges.ts";

/** What an address means to the kernel, wherever it is routed. */
export type AddressKind =
  | "unicast"
  /** The last address of a subnet that the firewall is on. */
  | "broadcast"
  /** 255.255.255.255 */
  | "limited-broadcast"
  | "multicast"
  /** fe80::/10 */
  | "link-local"
  /** 127.0.0.0/8 and ::1 */
  | "loopback"
  /** 0.0.0.0 and :: */
  | "unspecified";

/** What an address is to a firewall. */
export interface Place {
  /** In its canonical spelling. */
  readonly text: string;
  readonly family: Family;
  readonly scalar: Scalar;
  /** Only `unicast` passes through a firewall. */
  readonly kind: AddressKind;
  /** Whether the firewall has the address itself. */
  readonly local: boolean;
  /** The interface of the best route; absent when there is none, and for own addresses. */
  readonly interface?: string;
}

interface Route {
  readonly block: Cidr;
  readonly interface: string;
}

const kinds: readonly (readonly [AddressKind, Cidr])[] = (
  [
    ["unspecified", "0.0.0.0/32"],
    ["unspecified", "::/128"],
    ["loopback", "127.0.0.0/8"],
    ["loopback", "::1/128"],
    ["multicast", "224.0.0.0/4"],
    ["multicast", "ff00::/8"],
    ["limited-broadcast", "255.255.255.255/32"],
    ["link-local", "fe80::/10"],
  ] as const
).flatMap(([kind, text]) => {
  const block = parseCidr(text);
  return block === undefined ? [] : [[kind, block] as const];
});

function connected(node: Node): readonly Route[] {
  return node.interfaces.flatMap(({ name, addresses }) =>
    addresses.flatMap((text) => {
      const [address = "", prefix = ""] = text.split("/");
      const ip = parseIp(address);
      if (ip === undefined) return [];
      const host = BigInt(addressBits(ip.family) - Number(prefix));
      const first = (ip.value >> host) << host;
      const block = { family: ip.family, first, prefix: Number(prefix) };
      return [{ block, interface: name }];
    }),
  );
}

function configured(node: Node): readonly Route[] {
  return node.routes.flatMap(({ destination, via, interface: name }) => {
    const family = parseIp(via)?.family ?? 4;
    const block =
      destination === "default" ? { family, first: 0n, prefix: 0 } : parseBlock(destination);
    return block === undefined || name === "" ? [] : [{ block, interface: name }];
  });
}

/** Own addresses by family and value: a key for sets. */
function key(ip: Ip): string {
  return `${ip.family} ${ip.value}`;
}

function ownAddresses(model: Model, node: Node, role: "primary" | "backup"): ReadonlySet<string> {
  const real = node.interfaces.flatMap((entry) => entry.addresses);
  const virtual = role === "primary" ? model.ha.vips.map((vip) => vip.address) : [];
  const texts = [...real, ...virtual].map((text) => text.split("/")[0] ?? "");
  return new Set(texts.flatMap((text) => parseIp(text) ?? []).map(key));
}

function isBroadcast(ip: Ip, links: readonly Route[]): boolean {
  if (ip.family === 6) return false;
  return links.some(
    ({ block }) => block.family === 4 && block.prefix < 31 && lastOf(block) === ip.value,
  );
}

/** A router answers to the lowest address of each of its IPv6 subnets (RFC 4291, 2.6.1). */
function isRouterAnycast(ip: Ip, links: readonly Route[]): boolean {
  return links.some(
    ({ block }) =>
      block.family === 6 && block.prefix < 127 && block.first === ip.value && ip.family === 6,
  );
}

/** How many places are remembered: enough for a matrix, too few to fill memory. */
const cacheSize = 65_536;

/**
 * The firewall's view of addresses: its own, and the interface of the longest matching route.
 *
 * @returns a function that throws RangeError for a text that is no address
 */
export function routing(
  model: Model,
  node: Node,
  role: "primary" | "backup",
): (address: string) => Place {
  const links = connected(node);
  const routes = [...links, ...configured(node)].toSorted(
    (a, b) => b.block.prefix - a.block.prefix,
  );
  const own = ownAddresses(model, node, role);
  const cache = new Map<string, Place>();

  function kindOf(ip: Ip): AddressKind {
    const found = kinds.find(([, block]) => contains(block, ip));
    return found?.[0] ?? (isBroadcast(ip, links) ? "broadcast" : "unicast");
  }

  function locate(address: string): Place {
    const ip = parseIp(address);
    if (ip === undefined) throw new RangeError(`"${address}" is no IPv4 or IPv6 address`);
    const { family } = ip;
    const local = own.has(key(ip)) || isRouterAnycast(ip, links);
    const route = local ? undefined : routes.find(({ block }) => contains(block, ip));
    const place = {
      text: formatIp(ip),
      family,
      scalar: toScalar(ip.value, family),
      kind: kindOf(ip),
      local,
    };
    return route === undefined ? place : { ...place, interface: route.interface };
  }

  return (address) => {
    const known = cache.get(address);
    if (known !== undefined) return known;
    const place = locate(address);
    if (cache.size >= cacheSize) cache.clear();
    cache.set(address, place);
    return place;
  };
}
