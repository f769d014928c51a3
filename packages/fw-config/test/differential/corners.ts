import { resolve, type Config, type Model } from "../../src/index.ts";
import { returnsToFirewall, type Trial } from "./disagreements.ts";
import type { NumberedPacket } from "./random-packet.ts";

type Family = 4 | 6;
type Transport = Pick<NumberedPacket, "protocol" | "icmpType" | "tcpFlags" | "destinationPort">;

const subnets: Readonly<Record<Family, readonly [red: string, green: string]>> = {
  4: ["10.1.0.0/24", "10.2.0.0/24"],
  6: ["2001:db8:1::/64", "2001:db8:2::/64"],
};

const vips: Readonly<Record<Family, readonly [red: string, green: string]>> = {
  4: ["10.1.0.10", "10.2.0.10"],
  6: ["2001:db8:1::a", "2001:db8:2::a"],
};

function modelOf(families: readonly Family[], antiSpoofing: boolean): Model {
  const config: Config = {
    name: "corners",
    networks: {
      red: { subnet: families.map((family) => subnets[family][0]), bridge: "br0" },
      green: { subnet: families.map((family) => subnets[family][1]), bridge: "br1" },
      sync: { subnet: "10.99.0.0/24", bridge: "br9" },
    },
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: {
        eth0: { network: "red", vip: families.map((family) => vips[family][0]) },
        eth1: { network: "green", vip: families.map((family) => vips[family][1]) },
        eth9: { network: "sync" },
      },
      management: [{ from: "red", services: ["ping", "ssh"] }],
      antiSpoofing,
    },
    ha: { vrrp: { transport: "multicast" }, stateSync: { network: "sync" } },
    policy: { rules: [{ from: "red", to: "green", services: ["ping", "ssh"] }] },
  };
  const { model, diagnostics } = resolve(config);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

/** Addresses that mean something to a kernel: of both sides, of nobody, of everybody. */
const corners: Readonly<Record<Family, readonly string[]>> = {
  4: [
    "10.1.0.4",
    "10.1.0.10",
    "10.1.0.255",
    "10.1.0.0",
    "10.2.0.4",
    "10.2.0.10",
    "10.99.0.2",
    "198.51.100.7",
    "0.0.0.0",
    "0.1.2.3",
    "127.0.0.0",
    "127.0.0.1",
    "127.255.255.255",
    "255.255.255.255",
    "240.0.0.1",
    "169.254.1.1",
    "224.0.0.1",
    "224.0.0.2",
    "224.0.0.18",
    "225.0.0.50",
    "239.1.2.3",
  ],
  6: [
    "2001:db8:1::4",
    "2001:db8:1::a",
    "2001:db8:1::",
    "2001:db8:2::4",
    "2001:db8:2::a",
    "2001:db8:9::1",
    "::",
    "::1",
    "fe80::2",
    "fe80::ff:fe00:1",
    "fec0::1",
    "fd00::1",
    "ff01::1",
    "ff02::1",
    "ff02::2",
    "ff02::12",
    "ff02::1234",
    "ff05::2",
    "ff0e::1",
    "ff12::1",
  ],
};

const blank = { icmpType: 0, tcpFlags: [], destinationPort: 0 } as const;

const transports: Readonly<Record<Family, readonly Transport[]>> = {
  4: [
    { ...blank, protocol: 6, tcpFlags: ["syn"], destinationPort: 22 },
    ...[0, 8].map((icmpType) => ({ ...blank, protocol: 1, icmpType })),
  ],
  6: [
    { ...blank, protocol: 6, tcpFlags: ["syn"], destinationPort: 22 },
    ...[128, 133, 135].map((icmpType) => ({ ...blank, protocol: 58, icmpType })),
  ],
};

/** Another's link-local address comes to the firewall as a source only, its own never does. */
function isPossible(source: string, destination: string): boolean {
  return source !== "fe80::ff:fe00:1" && destination !== "fe80::2";
}

function packetsOf(
  model: Model,
  family: Family,
  isWelcome: (source: string) => boolean,
): readonly NumberedPacket[] {
  const interfaces = model.networks.flatMap(({ firewallInterface }) => firewallInterface ?? []);
  const packets = corners[family]
    .filter(isWelcome)
    .flatMap((source) =>
      corners[family]
        .filter((destination) => isPossible(source, destination))
        .flatMap((destination) =>
          transports[family].flatMap((transport) =>
            interfaces.map((name) => ({ ...transport, source, destination, interface: name })),
          ),
        ),
    );
  return packets.map((packet, i) => ({
    ...packet,
    id: i + 1,
    sourcePort: 20_000 + i,
    hopLimit: 64,
  }));
}

/**
 * Every strange source to every strange destination, on each kind of pair. Sources that are the
 * firewall's own come in a trial of their own: without anti-spoofing its answers come back to it.
 */
export function cornerTrials(firstNumber: number): readonly Trial[] {
  const pairs = [
    [[4], "primary"],
    [[6], "primary"],
    [[4, 6], "primary"],
    [[4, 6], "backup"],
  ] as const;
  const trials = pairs.flatMap(([families, role]) =>
    [true, false].flatMap((antiSpoofing) => {
      const model = modelOf(families, antiSpoofing);
      const returns = returnsToFirewall(model, role);
      return ([4, 6] as const).flatMap((family) =>
        [returns, (source: string) => !returns(source)].map((isWelcome) => ({
          model,
          role,
          packets: packetsOf(model, family, isWelcome),
        })),
      );
    }),
  );
  return trials
    .filter(({ packets }) => packets.length > 0)
    .map((trial, i) => ({ ...trial, number: firstNumber + i }));
}
