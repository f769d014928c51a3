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
      ...{ ...request, id: 1002, sourcePort: 21_002, interface: "eth1" },
      ...{ source: "10.2.0.3", destination: "10.2.0.10" },
    },
  ];
  // A backup passes on what goes to the other's virtual address, from that very address.
  const behindWhatItAsks = modelOf({ source: [{ from: "red", to: "green" }] });
  const toVip: readonly NumberedPacket[] = [
    {
      ...{ ...fromRed, id: 1000, sourcePort: 21_000, destination: "10.2.0.10" },
      ...{ protocol: 6, destinationPort: 21, tcpFlags: ["syn"] },
    },
    { ...fromRed, id: 1001, sourcePort: 21_001, destination: "10.2.0.10" },
  ];
  return [
    { number: firstNumber, model: clientAndServer, role: "primary", packets },
    { number: firstNumber + 1, model: clientAndServer, role: "backup", packets },
    { number: firstNumber + 2, model: behindWhatItAsks, role: "backup", packets: toVip },
  ];
}
