import { resolve, type Config, type Model, type ServiceMatch } from "../../src/index.ts";
import type { Trial } from "./disagreements.ts";
import type { NumberedPacket } from "./random-packet.ts";
import { registration } from "./talks/h323.ts";
import { invite } from "./talks/sip.ts";
import { readRequest } from "./talks/tftp.ts";

const services: readonly string[] = [
  "ftp",
  "tftp",
  "sip",
  "irc",
  "pptp",
  "amanda",
  "h323",
  "names",
];

type PortService = Extract<ServiceMatch, { kind: "ports" }>;

interface End {
  readonly source: string;
  readonly server: string;
  readonly vip: string;
  /** The firewall's own. */
  readonly own: string;
}

const ends: readonly End[] = [
  { source: "10.1.0.3", server: "10.2.0.4", vip: "10.1.0.10", own: "10.1.0.1" },
  {
    source: "2001:db8:1::3",
    server: "2001:db8:2::4",
    vip: "2001:db8:1::a",
    own: "2001:db8:1::1",
  },
];

type Nat = NonNullable<Config["nat"]>;

const outwards: Nat["source"] = [{ from: "red", to: "green", family: "both" }];
const inwards: Nat["source"] = [{ from: "green", to: "red", family: "both" }];
const forwarded: Nat["destination"] = services.flatMap((service) => [
  { from: "red", service, host: "green-4" },
]);

/** Every way of translating a connection from red to green, and one more that only rules would do. */
const ways: readonly Nat[] = [
  {},
  { source: outwards },
  { destination: forwarded },
  { source: outwards, destination: forwarded },
  { source: [...outwards, ...inwards], destination: forwarded },
];

function modelOf(nat: Nat): Model {
  const config: Config = {
    name: "helpers",
    networks: {
      red: { subnet: ["10.1.0.0/24", "2001:db8:1::/64"], bridge: "br0" },
      green: { subnet: ["10.2.0.0/24", "2001:db8:2::/64"], bridge: "br1" },
      sync: { subnet: "10.99.0.0/24", bridge: "br9" },
    },
    hosts: {
      "green-4": { kind: "external", network: "green", address: ["10.2.0.4", "2001:db8:2::4"] },
    },
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: {
        eth0: { network: "red", vip: ["10.1.0.10", "2001:db8:1::a"] },
        eth1: { network: "green", vip: ["10.2.0.10", "2001:db8:2::a"] },
        eth9: { network: "sync" },
      },
      management: [{ from: "red", services: ["ping", "ssh", "ntp"] }],
    },
    ha: { stateSync: { network: "sync" } },
    services: { names: { protocol: "udp", ports: [137], helper: "netbios-ns" } },
    policy: { rules: [{ from: "red", to: "green", services }] },
    nat,
  };
  const { model, diagnostics } = resolve(config);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

/** What a client's first datagram says to a helper; TCP says nothing before it is answered. */
function firstWords(helper: string, first: NumberedPacket): string | undefined {
  if (helper === "tftp") return readRequest;
  if (first.protocol === 6) return undefined;
  if (helper === "sip") return invite(first);
  return helper === "RAS" ? registration(first) : undefined;
}

/** Two connections to a service, with the numbers that follow. */
function openingsOf(
  { helper = "", protocol, ports }: PortService,
  { source, server, vip }: End,
  isForwarded: boolean,
  firstId: number,
): readonly NumberedPacket[] {
  const isTcp = protocol === "tcp";
  return [firstId, firstId + 1].map((id) => {
    const packet: NumberedPacket = {
      id,
      interface: "eth0",
      source,
      destination: isForwarded ? vip : server,
      sourcePort: 20_000 + id,
      icmpType: 0,
      hopLimit: 64,
      protocol: isTcp ? 6 : 17,
      destinationPort: ports[0]?.low ?? 0,
      tcpFlags: isTcp ? ["syn"] : [],
    };
    const text = firstWords(helper, packet);
    return text === undefined ? packet : { ...packet, text };
  });
}

/** What the firewall itself answers: TCP, UDP and echo. */
function toFirewall({ source, own, vip }: End, firstId: number): readonly NumberedPacket[] {
  const [icmp, icmpType] = source.includes(":") ? [58, 128] : [1, 8];
  const blank = { interface: "eth0", source, icmpType: 0, destinationPort: 0, hopLimit: 64 };
  const packets = [
    { ...blank, destination: own, protocol: 6, destinationPort: 22, tcpFlags: ["syn"] as const },
    { ...blank, destination: own, protocol: 17, destinationPort: 123, tcpFlags: [] },
    ...[own, vip].map((destination) => ({
      ...blank,
      destination,
      protocol: icmp,
      icmpType,
      tcpFlags: [],
    })),
  ];
  return packets.map((packet, i) => ({
    ...packet,
    id: firstId + i,
    sourcePort: 20_000 + firstId + i,
  }));
}

/**
 * A talk of every helper that the schema offers, in each family, under every way of translating, and
 * connections to the firewall itself.
 */
export function helperTrials(firstNumber: number): readonly Trial[] {
  return ways.flatMap((nat, way) => {
    const model = modelOf(nat);
    const read = (model.rules[0]?.services ?? []).filter(
      (service): service is PortService => service.kind === "ports" && service.helper !== undefined,
    );
    const talks = read.flatMap((service, i) =>
      ends.flatMap((end, j) =>
        openingsOf(service, end, nat.destination !== undefined, 1000 + i * 4 + j * 2),
      ),
    );
    const packets = [...talks, ...ends.flatMap((end, i) => toFirewall(end, 1100 + i * 10))];
    return (["primary", "backup"] as const).map((role, i) => ({
      number: firstNumber + way * 2 + i,
      model,
      role,
      packets,
    }));
  });
}
