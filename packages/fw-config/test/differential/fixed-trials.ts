import { resolve, type Config, type Model } from "../../src/index.ts";
import type { Trial } from "./disagreements.ts";
import type { NumberedPacket } from "./random-packet.ts";
import { readRequest } from "./talks/tftp.ts";

function modelOf(nat: NonNullable<Config["nat"]>): Model {
  const config: Config = {
    name: "fixed",
    networks: {
      red: { subnet: "10.1.0.0/24", bridge: "br0" },
      green: { subnet: "10.2.0.0/24", bridge: "br1" },
      sync: { subnet: "10.99.0.0/24", bridge: "br9" },
    },
    hosts: {
      "red-3": { kind: "external", network: "red", address: "10.1.0.3" },
      "green-3": { kind: "external", network: "green", address: "10.2.0.3" },
    },
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: {
        eth0: { network: "red", vip: "10.1.0.10" },
        eth1: { network: "green", vip: "10.2.0.10" },
        eth9: { network: "sync" },
      },
    },
    ha: { stateSync: { network: "sync" } },
    nat,
    policy: {
      rules: [{ from: ["red", "green"], to: ["green", "red"], services: ["tftp", "ftp"] }],
    },
  };
  const { model, diagnostics } = resolve(config);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

const request: Omit<NumberedPacket, "id" | "sourcePort" | "interface" | "source" | "destination"> =
  { text: readRequest, protocol: 17, destinationPort: 69, icmpType: 0, tcpFlags: [], hopLimit: 64 };

/** Everything that would leave the red network by its own router is rejected. */
function rejectingModel(): Model {
  const config: Config = {
    name: "rejecting",
    networks: {
      red: { subnet: "2001:db8:1::/64", bridge: "br0" },
      green: { subnet: "2001:db8:2::/64", bridge: "br1" },
      sync: { subnet: "10.99.0.0/24", bridge: "br9" },
    },
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: {
        eth0: { network: "red", vip: "2001:db8:1::a" },
        eth1: { network: "green", vip: "2001:db8:2::a" },
        eth9: { network: "sync" },
      },
      routes: [{ destination: "default", via: "2001:db8:1::f" }],
      antiSpoofing: false,
    },
    ha: { stateSync: { network: "sync" } },
    policy: { rules: [{ from: "red", to: "red", action: "reject" }] },
  };
  const { model, diagnostics } = resolve(config);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

/** Policies on which the kernel and `evaluate` once differed. */
export function fixedTrials(firstNumber: number): readonly Trial[] {
  const clientAndServer = modelOf({
    source: [
      { from: "red", to: "green" },
      { from: "green", to: "red" },
    ],
    destination: [
      { from: "red", service: "tftp", host: "green-3" },
      { from: "green", service: "tftp", host: "red-3", port: 6931 },
    ],
  });
  const fromRed = { ...request, interface: "eth0", source: "10.1.0.3" };
  const packets: readonly NumberedPacket[] = [
    { ...fromRed, id: 1000, sourcePort: 21_000, destination: "10.2.0.3" },
    { ...fromRed, id: 1001, sourcePort: 21_001, destination: "10.1.0.10" },
    {
      ...request,
      id: 1002,
      sourcePort: 21_002,
      interface: "eth1",
      source: "10.2.0.3",
      destination: "10.2.0.10",
    },
  ];
  // A backup passes on what goes to the other's virtual address, from that very address.
  const behindWhatItAsks = modelOf({ source: [{ from: "red", to: "green" }] });
  const toVip: readonly NumberedPacket[] = [
    {
      ...fromRed,
      id: 1000,
      sourcePort: 21_000,
      destination: "10.2.0.10",
      protocol: 6,
      destinationPort: 21,
      tcpFlags: ["syn"],
    },
    { ...fromRed, id: 1001, sourcePort: 21_001, destination: "10.2.0.10" },
  ];
  // A sender without an address is rejected, and cannot be told; no reset comes from no address.
  const pairs = [
    ["::", "2001:db8:9::1"],
    ["2001:db8:1::4", "2001:db8:9::1"],
    ["2001:db8:1::4", "::"],
    ["::", "::"],
  ] as const;
  const rejected = pairs.flatMap(([source, destination], i): readonly NumberedPacket[] => {
    const ends = { interface: "eth0", source, destination, sourcePort: 21_000 + i };
    const blank = { ...ends, icmpType: 0, hopLimit: 64, destinationPort: 80 };
    return [
      { ...blank, id: 1000 + i * 10, protocol: 6, tcpFlags: ["syn"] },
      { ...blank, id: 1001 + i * 10, protocol: 17, tcpFlags: [] },
    ];
  });
  return [
    { number: firstNumber, model: clientAndServer, role: "primary", packets },
    { number: firstNumber + 1, model: clientAndServer, role: "backup", packets },
    { number: firstNumber + 2, model: behindWhatItAsks, role: "backup", packets: toVip },
    { number: firstNumber + 3, model: rejectingModel(), role: "primary", packets: rejected },
  ];
}
