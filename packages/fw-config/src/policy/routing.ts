import { lastOf, parseBlock, parseCidr } from "../address/cidr.ts";
import { bareAddress, subnetOfAddress } from "../address/interface-address.ts";
import { formatIp, parseIp, parseIpv4, type Family } from "../address/ip.ts";
import type { Model, Node, Vip } from "../model/types.ts";
import { coarse, toRanges, toScalar, type AddressRange, type Scalar } from "./address-ranges.ts";
import { ipv4Intervals } from "./ipv4-intervals.ts";
import { longestPrefix, type Route } from "./longest-prefix.ts";
import { parseScalar } from "./scalar-address.ts";

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
  /** The scalar in 32 bits. */
  readonly coarse: number;
  /** Only `unicast` passes through a firewall. */
  readonly kind: AddressKind;
  /** Whether the firewall has the address itself. */
  readonly local: boolean;
  /** The interface of the best route; undefined when there is none, and for own addresses. */
  readonly interface: string | undefined;
}

interface KindRange extends AddressRange {
  readonly kind: AddressKind;
}

function kindRanges(entries: readonly (readonly [AddressKind, string])[]): readonly KindRange[] {
  return entries.flatMap(([kind, block]) => toRanges([block]).map((range) => ({ ...range, kind })));
}

const kinds: Readonly<Record<Family, readonly KindRange[]>> = {
  4: kindRanges([
    ["multicast", "224.0.0.0/4"],
    ["loopback", "127.0.0.0/8"],
    ["unspecified", "0.0.0.0"],
    ["limited-broadcast", "255.255.255.255"],
  ]),
  6: kindRanges([
    ["link-local", "fe80::/10"],
    ["multicast", "ff00::/8"],
    ["loopback", "::1"],
    ["unspecified", "::"],
  ]),
};

/** The link that an address with its prefix, like `192.168.0.1/24`, is on. */
function linkOf(text: string, name: string): readonly Route[] {
  const block = subnetOfAddress(text);
  return block === undefined ? [] : [{ block, interface: name }];
}

/** The links of a firewall: those of its own addresses, and of the virtual ones that it holds. */
function connected(node: Node, virtual: readonly Vip[]): readonly Route[] {
  return [
    ...node.interfaces.flatMap(({ name, addresses }) =>
      addresses.flatMap((text) => linkOf(text, name)),
    ),
    ...virtual.flatMap((vip) => linkOf(`${vip.address}/${vip.prefix}`, vip.interface)),
  ];
}

function configured(node: Node): readonly Route[] {
  return node.routes.flatMap(({ destination, via, interface: name }) => {
    const text = via.includes(":") ? "::/0" : "0.0.0.0/0";
    const block = destination === "default" ? parseCidr(text) : parseBlock(destination);
    return block === undefined || name === "" ? [] : [{ block, interface: name }];
  });
}

/** Own addresses. A router answers to the lowest of its IPv6 subnets, too (RFC 4291, 2.6.1). */
function ownAddresses(
  node: Node,
  virtual: readonly Vip[],
  links: readonly Route[],
): ReadonlySet<Scalar> {
  const real = node.interfaces.flatMap((entry) => entry.addresses);
  const texts = [...real, ...virtual.map((vip) => vip.address)];
  const scalars = texts.map((text) => parseScalar(bareAddress(text)));
  const anycast = links.filter(({ block }) => block.family === 6 && block.prefix < 127);
  return new Set([
    ...scalars.flatMap((scalar) => scalar ?? []),
    ...anycast.map(({ block }) => block.first),
  ]);
}

function broadcasts(links: readonly Route[]): ReadonlySet<Scalar> {
  const wide = links.filter(({ block }) => block.family === 4 && block.prefix < 31);
  return new Set(wide.map(({ block }) => toScalar(lastOf(block), 4)));
}

/** What an address is to a firewall, however it is spelt. */
type Meaning = Pick<Place, "kind" | "local" | "interface">;

/** All that the meaning of an IPv4 address depends on. */
function ipv4Ranges(
  routes: readonly Route[],
  singles: readonly ReadonlySet<Scalar>[],
): readonly AddressRange[] {
  const blocks = routes.filter(({ block }) => block.family === 4);
  const alone = singles.flatMap((set) => [...set]).filter((scalar) => typeof scalar === "number");
  return [
    ...kinds[4],
    ...blocks.map(({ block }) => ({
      low: toScalar(block.first, 4),
      high: toScalar(lastOf(block), 4),
    })),
    ...alone.map((scalar) => ({ low: scalar, high: scalar })),
  ];
}

/** How many IPv6 places are remembered. */
const cacheSize = 4096;

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
  const virtual = role === "primary" ? model.ha.vips : [];
  const links = connected(node, virtual);
  const routes = [...links, ...configured(node)];
  const routeTo = longestPrefix(routes);
  const own = ownAddresses(node, virtual, links);
  const broadcast = broadcasts(links);
  const cache = new Map<string, Place>();

  function kindOf(scalar: Scalar, family: Family): AddressKind {
    for (const { low, high, kind } of kinds[family]) {
      if (scalar >= low && scalar <= high) return kind;
    }
    return broadcast.has(scalar) ? "broadcast" : "unicast";
  }

  function meaningOf(scalar: Scalar): Meaning {
    const local = own.has(scalar);
    return {
      kind: kindOf(scalar, typeof scalar === "bigint" ? 6 : 4),
      local,
      interface: local ? undefined : routeTo(scalar),
    };
  }

  function locateIpv6(address: string): Place {
    const known = cache.get(address);
    if (known !== undefined) return known;
    const ip = parseIp(address);
    if (ip === undefined) throw new RangeError(`"${address}" is no IPv4 or IPv6 address`);
    const { value } = ip;
    const meaning = meaningOf(value);
    const place = {
      text: formatIp(ip),
      family: 6,
      scalar: value,
      coarse: coarse(value),
      kind: meaning.kind,
      local: meaning.local,
      interface: meaning.interface,
    } as const;
    if (cache.size >= cacheSize) cache.clear();
    cache.set(address, place);
    return place;
  }

  const meaningOfIpv4 = ipv4Intervals(ipv4Ranges(routes, [own, broadcast]), meaningOf);
  return (text) => {
    const scalar = parseIpv4(text);
    if (scalar === undefined) return locateIpv6(text);
    const { kind, local, interface: name } = meaningOfIpv4(scalar);
    return { text, family: 4, scalar, coarse: scalar, kind, local, interface: name };
  };
}
