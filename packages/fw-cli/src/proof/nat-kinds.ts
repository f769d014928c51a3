import {
  bareAddress,
  type Config,
  type DestinationNatConfig,
  type NatConfig,
  type PortServiceConfig,
  type RuleConfig,
  type SourceNatConfig,
} from "fw-config";

import type { TcpGroup } from "./traffic/tester/protocol.ts";

/** A TCP flow that is translated in a way of its own. */
export interface NatFlow extends Omit<TcpGroup, "count" | "intervalMs" | "use"> {
  /** Who opens it. */
  readonly by: "client" | "server";
  readonly seenFrom: string;
}

/** What a proof holds of the ways of translating that a configuration has. */
export interface NatKinds {
  readonly flows: readonly NatFlow[];
  /** Where the testers answer them, beside their usual ports. */
  readonly clientPorts: readonly number[];
  readonly serverPorts: readonly number[];
  /** The server's port whose flows come untranslated. */
  readonly exemptPort?: number;
}

/** What a configuration must have for the flows. */
export interface NatEntries {
  readonly services: Readonly<Record<string, PortServiceConfig>>;
  readonly rules: readonly RuleConfig[];
  readonly source: readonly SourceNatConfig[];
  readonly destination: readonly DestinationNatConfig[];
  readonly oneToOne: NonNullable<NatConfig["oneToOne"]>;
}

/** Where the testers stand. */
export interface Stand {
  readonly inside: string;
  readonly outside: string;
  /** The client's name among the hosts, its addresses and its gateway. */
  readonly client: string;
  readonly address: string;
  readonly otherAddress: string;
  readonly gateway: string;
  readonly server: string;
  readonly serverAddress: string;
  /** Virtual addresses on the server's side, the main one first. */
  readonly vips: readonly [string, ...string[]];
}

/** A way of translating: its flows and what they need. */
interface Kind extends Partial<NatEntries> {
  readonly flows: readonly NatFlow[];
  readonly clientPorts?: readonly number[];
  readonly serverPorts?: readonly number[];
  readonly exemptPort?: number;
}

const OWN_SOURCE_PORT = 7010;
const EXEMPT_PORT = 7011;
const HAIRPIN_PORT = 7012;
const ONE_TO_ONE_PORT = 7013;
/** Moved to those from {@link MOVED_TO} on. */
const MOVED = { low: 7020, high: 7029 } as const;
const MOVED_TO = 7030;

function tcp(...ports: readonly (number | string)[]): PortServiceConfig {
  return { protocol: "tcp", ports };
}

function ownSource({ inside, outside, serverAddress: host, server, vips }: Stand): Kind {
  const vip = vips.at(-1) ?? vips[0];
  const service = "fw-proof-own-source";
  return {
    services: { [service]: tcp(OWN_SOURCE_PORT) },
    rules: [{ from: inside, to: outside, destination: server, services: service }],
    source: [{ from: inside, to: outside, services: service, vip }],
    flows: [{ name: "own-source", by: "client", host, port: OWN_SOURCE_PORT, seenFrom: vip }],
    serverPorts: [OWN_SOURCE_PORT],
  };
}

function exempt({ inside, outside, serverAddress: host, server, address }: Stand): Kind {
  const service = "fw-proof-exempt";
  const flow = { name: "exempt", by: "client", host, port: EXEMPT_PORT, from: address } as const;
  return {
    services: { [service]: tcp(EXEMPT_PORT) },
    rules: [{ from: inside, to: outside, destination: server, services: service }],
    source: [{ from: inside, to: outside, services: service, vip: "none" }],
    flows: [{ ...flow, seenFrom: address }],
    serverPorts: [EXEMPT_PORT],
    exemptPort: EXEMPT_PORT,
  };
}

function movedPorts({ inside, outside, client, serverAddress, vips: [vip] }: Stand): Kind {
  const last = MOVED_TO + MOVED.high - MOVED.low;
  const [asked, answered] = ["fw-proof-moved", "fw-proof-moved-to"];
  const flow = { by: "server", host: vip, seenFrom: serverAddress } as const;
  return {
    services: {
      [asked]: tcp(`${MOVED.low}-${MOVED.high}`),
      [answered]: tcp(`${MOVED_TO}-${last}`),
    },
    rules: [{ from: outside, to: inside, destination: client, services: answered }],
    destination: [{ from: outside, vip, service: asked, host: client, port: MOVED_TO }],
    flows: [MOVED.low, MOVED.high].map((port) => ({ ...flow, name: `moved-ports/${port}`, port })),
    clientPorts: [MOVED_TO, last],
  };
}

function hairpin({ inside, client, otherAddress: from, gateway, vips: [host] }: Stand): Kind {
  const service = "fw-proof-hairpin";
  const flow = { name: "hairpin", by: "client", host, port: HAIRPIN_PORT, from } as const;
  return {
    services: { [service]: tcp(HAIRPIN_PORT) },
    rules: [{ from: inside, to: inside, destination: client, services: service }],
    source: [{ from: inside, to: inside, services: service, vip: gateway }],
    destination: [{ from: inside, vip: host, service, host: client }],
    flows: [{ ...flow, seenFrom: gateway }],
    clientPorts: [HAIRPIN_PORT],
  };
}

function oneToOne(stand: Stand): Kind {
  const { inside, outside, client, server, serverAddress, address, otherAddress } = stand;
  const vip = stand.vips.at(-1) ?? stand.vips[0];
  const service = "fw-proof-one-to-one";
  const port = ONE_TO_ONE_PORT;
  const inward = { by: "server", host: vip, seenFrom: serverAddress } as const;
  const outward = { by: "client", host: serverAddress, from: address, seenFrom: vip } as const;
  const within = { by: "client", host: vip, from: otherAddress, seenFrom: stand.gateway } as const;
  return {
    services: { [service]: tcp(port) },
    rules: [
      { from: [outside, inside], to: inside, destination: client, services: service },
      { from: inside, to: outside, source: client, destination: server, services: service },
    ],
    oneToOne: [{ vip, host: client, services: service, from: [outside, inside] }],
    flows: [
      { ...inward, name: "one-to-one/in", port },
      { ...outward, name: "one-to-one/out", port },
      { ...within, name: "one-to-one/within", port },
    ],
    clientPorts: [port],
    serverPorts: [port],
  };
}

/** Whether an entry of source NAT is more than the main address of its side for everything. */
function isOfItsOwn({ vip, source, destination, services }: SourceNatConfig): boolean {
  return vip !== "none" && [vip, source, destination, services].some((own) => own !== undefined);
}

/** The ways of translating that a configuration has, beside the usual ones. */
function kindsOf({ nat = {}, hosts = {} }: Config, stand: Stand): readonly Kind[] {
  const { source = [], destination = [] } = nat;
  const isWithin = ({ from, host }: DestinationNatConfig): boolean => hosts[host]?.network === from;
  return [
    ...(source.some(({ vip }) => vip === "none") ? [exempt(stand)] : []),
    ...(source.some(isOfItsOwn) ? [ownSource(stand)] : []),
    ...(destination.some(({ port }) => port !== undefined) ? [movedPorts(stand)] : []),
    ...(destination.some(isWithin) ? [hairpin(stand)] : []),
    ...((nat.oneToOne ?? []).length > 0 ? [oneToOne(stand)] : []),
  ];
}

/** Flows of each way of translating that a configuration has, and the entries that they need. */
export function natKinds(
  config: Config,
  place: Stand,
): NatKinds & { readonly entries: NatEntries } {
  const stand = {
    ...place,
    address: bareAddress(place.address),
    otherAddress: bareAddress(place.otherAddress),
    serverAddress: bareAddress(place.serverAddress),
  };
  const kinds = kindsOf(config, stand);
  const exemptPort = kinds.find((kind) => kind.exemptPort !== undefined)?.exemptPort;
  return {
    flows: kinds.flatMap(({ flows }) => flows),
    clientPorts: kinds.flatMap(({ clientPorts = [] }) => clientPorts),
    serverPorts: kinds.flatMap(({ serverPorts = [] }) => serverPorts),
    ...(exemptPort !== undefined && { exemptPort }),
    entries: {
      services: Object.assign({}, ...kinds.map(({ services }) => services)),
      rules: kinds.flatMap(({ rules = [] }) => rules),
      source: kinds.flatMap(({ source = [] }) => source),
      destination: kinds.flatMap(({ destination = [] }) => destination),
      oneToOne: kinds.flatMap(({ oneToOne: entries = [] }) => entries),
    },
  };
}
