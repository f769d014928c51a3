import fc from "fast-check";

import { lastOf, parseBlock } from "../../src/address/cidr.ts";
import { addressBits, formatIp, parseIp } from "../../src/address/ip.ts";
import type { AddressMatch, Model, Rule, ServiceMatch } from "../../src/index.ts";
import { icmpTypeNumber } from "../../src/policy/icmp-types.ts";
import { hasPorts, protocolNumber, type Packet, type TcpFlag } from "../../src/policy/packet.ts";
import { Draw } from "./random-config.ts";
import { readRequest } from "./talks/tftp.ts";

type Family = 4 | 6;

/** A packet with everything given, so that it can be built and recognised. */
export type NumberedPacket = Required<Omit<Packet, "protocol">> & {
  readonly id: number;
  readonly protocol: number;
  /** Of a TCP segment; by default the number times 256, and nothing is acknowledged. */
  readonly sequence?: number;
  readonly acknowledged?: number;
  /** Of an ICMP query and its answer; by default the number. */
  readonly identifier?: number;
  /** What a helper reads, before the mark of the lab. */
  readonly text?: string;
  /** Of GRE in its first version: the call. */
  readonly greCall?: number;
  /** What an ICMP error quotes. */
  readonly about?: NumberedPacket;
};

/** What packets of one model are drawn from. */
interface Pool {
  readonly model: Model;
  readonly interfaces: readonly string[];
  readonly addresses: Readonly<Record<Family, readonly string[]>>;
  readonly services: readonly ServiceMatch[];
}

/** The edges of a block, and their neighbours outside: where a comparison can be off by one. */
function edges(text: string): readonly string[] {
  const block = parseBlock(text);
  if (block === undefined) return [];
  const { family, first } = block;
  const highest = (1n << BigInt(addressBits(family))) - 1n;
  return [first - 1n, first, first + 1n, lastOf(block), lastOf(block) + 1n]
    .filter((value) => value >= 0n && value <= highest)
    .map((value) => formatIp({ family, value }));
}

function blocksOf(match: AddressMatch | undefined): readonly string[] {
  return match === undefined ? [] : [...match.v4, ...match.v6];
}

/** The firewall's own, by the hardware address that the lab gives it. */
const linkLocal = "fe80::ff:fe00:1";

const strangers: readonly string[] = [
  "198.51.100.7",
  "172.20.1.1",
  "224.0.0.1",
  "224.0.0.18",
  "225.0.0.50",
  "239.1.2.3",
  "127.0.0.1",
  "0.0.0.0",
  "0.1.2.3",
  "2001:db8:ff::1",
  "2001:db8:9999::1",
  "fe80::2",
  linkLocal,
  "255.255.255.255",
  "ff02::1",
  "ff02::12",
  "ff02::1234",
];

function poolOf(model: Model): Pool {
  const nodes = model.nodes.flatMap((node) => node.interfaces.flatMap((entry) => entry.addresses));
  const all = [
    ...nodes.map((text) => text.split("/")[0] ?? ""),
    ...model.ha.vips.map((vip) => vip.address),
    ...model.destinationNat.map((entry) => entry.host),
    ...model.networks.flatMap((network) => network.subnets).flatMap(edges),
    ...model.rules
      .flatMap((rule) => [...blocksOf(rule.source), ...blocksOf(rule.destination)])
      .flatMap(edges),
    ...strangers,
  ];
  const of = (family: Family): readonly string[] => [
    ...new Set(all.filter((address) => parseIp(address)?.family === family)),
  ];
  return {
    model,
    interfaces: model.networks.flatMap((network) => network.firewallInterface ?? []),
    addresses: { 4: of(4), 6: of(6) },
    services: [
      ...model.rules.flatMap((rule) => rule.services ?? []),
      ...model.management.flatMap((rule) => rule.services),
      ...model.destinationNat.flatMap((entry) => entry.service ?? []),
    ],
  };
}

type Transport = Pick<NumberedPacket, "protocol" | "destinationPort" | "icmpType" | "tcpFlags">;

const plain = { destinationPort: 0, icmpType: 0, tcpFlags: [] } as const;

/** Protocols that a raw socket can send without a header of their own: GRE, ESP, OSPF, VRRP. */
const bareProtocols: readonly number[] = [47, 50, 89, 112];

const flagSets: readonly (readonly TcpFlag[])[] = [
  ["ack"],
  ["syn", "ack"],
  ["rst"],
  ["fin", "ack"],
  ["syn", "fin"],
  ["syn", "psh"],
  ["syn", "urg"],
  ["psh", "ack"],
  [],
];

const icmpTypes: Readonly<Record<Family, readonly number[]>> = {
  4: [0, 3, 5, 8, 11, 13, 15, 17],
  6: [1, 2, 128, 129, 133, 135, 136, 139],
};

function randomTransport(draw: Draw, family: Family): Transport {
  const kind = draw.pick(["tcp", "tcp", "udp", "udp", "icmp", "icmp", "bare"] as const);
  if (kind === "bare") return { ...plain, protocol: draw.pick(bareProtocols) };
  const protocol = protocolNumber(kind, family);
  if (kind === "icmp") {
    const icmpType = draw.pick(icmpTypes[family]);
    return { ...plain, protocol, icmpType };
  }
  const destinationPort = draw.pick([1, 22, 53, 80, 3780, 3781, 5000, 5001, 65_535]);
  const tcpFlags = kind === "udp" ? [] : draw.chance(60) ? (["syn"] as const) : draw.pick(flagSets);
  return { ...plain, protocol, destinationPort, tcpFlags };
}

/** A transport that fits a service, or just does not. */
function nearService(draw: Draw, service: ServiceMatch, family: Family): Transport {
  if (service.kind === "protocol") return { ...plain, protocol: service.number };
  if (service.kind === "icmp") {
    const names = family === 4 ? service.v4 : service.v6;
    if (names.length === 0) return randomTransport(draw, family);
    const name = draw.pick(names);
    const protocol = protocolNumber("icmp", family);
    return { ...plain, protocol, icmpType: icmpTypeNumber(name, family) };
  }
  const { low, high } = draw.pick(service.ports);
  const near = draw.pick([low - 1, low, low, Math.floor((low + high) / 2), high, high, high + 1]);
  const destinationPort = Math.min(65_535, Math.max(1, near));
  const protocol = protocolNumber(service.protocol, 4);
  const tcpFlags = protocol === 6 ? (["syn"] as const) : [];
  return { ...plain, protocol, destinationPort, tcpFlags };
}

function interfaceOf(model: Model, network: string): string | undefined {
  return model.networks.find((entry) => entry.name === network)?.firewallInterface;
}

function within(
  draw: Draw,
  pool: Pool,
  family: Family,
  network: string,
  match: AddressMatch | undefined,
): string {
  const own = pool.model.networks.find((entry) => entry.name === network)?.subnets ?? [];
  const blocks = draw.chance(70) && match !== undefined ? blocksOf(match) : own;
  const near = blocks.flatMap(edges).filter((address) => parseIp(address)?.family === family);
  return draw.pick(near.length > 0 ? near : pool.addresses[family]);
}

type Ends = Pick<NumberedPacket, "interface" | "source" | "destination">;

function nearRule(draw: Draw, pool: Pool, rule: Rule, family: Family): Ends {
  const from = draw.pick(rule.from);
  const source = within(draw, pool, family, from, rule.source);
  const destination = within(draw, pool, family, draw.pick(rule.to), rule.destination);
  return { interface: interfaceOf(pool.model, from) ?? "eth0", source, destination };
}

function nearVip(draw: Draw, pool: Pool, family: Family): Ends | undefined {
  const vips = pool.model.ha.vips.filter((vip) => vip.family === family);
  if (vips.length === 0) return undefined;
  const vip = draw.pick(vips);
  const source = within(draw, pool, family, vip.network, undefined);
  return { interface: vip.interface, source, destination: vip.address };
}

function randomEnds(draw: Draw, pool: Pool, family: Family): Ends {
  const source = draw.pick(pool.addresses[family]);
  const destination = draw.pick(pool.addresses[family]);
  const network = pool.model.networks.find((entry) =>
    entry.subnets.some((subnet) => edges(subnet).includes(source)),
  );
  const entry = network?.firewallInterface;
  return {
    interface: entry !== undefined && draw.chance(70) ? entry : draw.pick(pool.interfaces),
    source,
    destination,
  };
}

function endsOf(draw: Draw, pool: Pool, family: Family): Ends {
  const kind = draw.int(1, 100);
  if (kind <= 60 && pool.model.rules.length > 0) {
    return nearRule(draw, pool, draw.pick(pool.model.rules), family);
  }
  return (kind <= 80 ? nearVip(draw, pool, family) : undefined) ?? randomEnds(draw, pool, family);
}

/** What the peer's daemons send; other packets hardly ever look like it. */
function fromPeer(draw: Draw, model: Model): Omit<NumberedPacket, "id" | "sourcePort"> {
  const advert = draw.pick(model.ha.instances);
  const peer = model.nodes.find((node) => node.name === model.ha.members[1].name);
  const addresses =
    peer?.interfaces.find((entry) => entry.name === advert.interface)?.addresses ?? [];
  const own =
    addresses
      .map((text) => text.split("/")[0] ?? "")
      .find((text) => parseIp(text)?.family === advert.family) ?? "";
  const hopLimit = draw.pick([255, 255, 254]);
  if (draw.chance(50)) {
    const link = draw.pick(model.ha.syncLinks);
    const [target, other] = link.addresses;
    return {
      ...plain,
      interface: link.interface,
      source: other,
      destination: model.ha.syncTransport === "multicast" ? link.group : target,
      protocol: 17,
      destinationPort: link.port,
      hopLimit,
    };
  }
  const multicast = model.ha.transport === "multicast";
  const source = multicast && advert.family === 6 ? "fe80::2" : own;
  const member = model.nodes.find((node) => node.name === model.ha.members[0].name);
  const unicast =
    member?.interfaces
      .find((entry) => entry.name === advert.interface)
      ?.addresses.map((text) => text.split("/")[0] ?? "")
      .find((text) => parseIp(text)?.family === advert.family) ?? "";
  const group = advert.family === 4 ? "224.0.0.18" : "ff02::12";
  return {
    ...plain,
    interface: advert.interface,
    source,
    destination: multicast ? group : unicast,
    protocol: 112,
    hopLimit,
  };
}

/** A switch asks who listens to multicast, or something close to that: IGMP 17, MLD 130. */
function groupQuery(
  draw: Draw,
  { interfaces, model }: Pool,
): Omit<NumberedPacket, "id" | "sourcePort"> {
  const link = draw.pick(model.ha.syncLinks);
  const onSync = draw.chance(60) ? link.interface : draw.pick(interfaces);
  const hopLimit = draw.pick([1, 1, 1, 2, 255]);
  if (draw.chance(50)) {
    const source = draw.pick(["0.0.0.0", link.addresses[1]]);
    const icmpType = draw.pick([17, 17, 22]);
    const ends = { interface: onSync, source, destination: "224.0.0.1" };
    return { ...plain, ...ends, protocol: 2, icmpType, hopLimit };
  }
  const source = draw.pick(["fe80::2", "fe80::2", "2001:db8:1::2"]);
  const ends = { interface: draw.pick(interfaces), source, destination: "ff02::1" };
  return { ...plain, ...ends, protocol: 58, icmpType: draw.pick([130, 130, 131]), hopLimit };
}

function packetOf(draw: Draw, pool: Pool, id: number): NumberedPacket {
  // Its own source port, so that no two packets belong to one connection.
  const sourcePort = 20_000 + id;
  if (draw.chance(3)) return { id, sourcePort, ...groupQuery(draw, pool) };
  if (draw.chance(4)) return { id, sourcePort, ...fromPeer(draw, pool.model) };
  const families = ([4, 6] as const).filter((family) =>
    pool.model.ha.vips.some((vip) => vip.family === family),
  );
  const family = draw.chance(95) ? draw.pick(families) : draw.pick([4, 6] as const);
  const transport =
    pool.services.length > 0 && draw.chance(65)
      ? nearService(draw, draw.pick(pool.services), family)
      : randomTransport(draw, family);
  const hopLimit = draw.pick([64, 64, 64, 64, 64, 64, 2, 1, 255, 255]);
  const asks =
    transport.protocol === 17 && transport.destinationPort === 69 ? { text: readRequest } : {};
  return { id, sourcePort, ...endsOf(draw, pool, family), ...transport, ...asks, hopLimit };
}

function isAmbiguous(packet: NumberedPacket, earlier: readonly NumberedPacket[]): boolean {
  const hasId = hasPorts(packet.protocol) || packet.protocol === 1 || packet.protocol === 58;
  return !hasId && earlier.some((other) => other.protocol === packet.protocol);
}

/** Another's link-local address comes to the firewall as a source only, its own never does. */
function isPossible({ source, destination }: NumberedPacket): boolean {
  return source !== linkLocal && destination !== "fe80::2";
}

/**
 * Packets near the rules of a model and far from them. Protocols without ports are drawn once,
 * as two such packets can be one connection.
 *
 * @param isWelcome - refuses packets that a trial cannot use
 */
export function randomPackets(
  model: Model,
  count: number,
  isWelcome: (packet: NumberedPacket) => boolean,
): fc.Arbitrary<readonly NumberedPacket[]> {
  const pool = poolOf(model);
  return fc.gen().map((g) => {
    const draw = new Draw(g);
    const packets: NumberedPacket[] = [];
    for (let id = 1; packets.length < count; id += 1) {
      const packet = packetOf(draw, pool, id);
      if (isPossible(packet) && isWelcome(packet) && !isAmbiguous(packet, packets))
        packets.push(packet);
    }
    return packets;
  });
}
