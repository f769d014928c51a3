import {
  bareAddress,
  type Cidr,
  type Config,
  contains,
  familyOf,
  type HostConfig,
  lastOf,
  nthAddress,
  parseCidr,
  parseIp,
  resolve,
  type Rule,
  type RuleConfig,
} from "fw-config";

import { FwError } from "../errors.ts";
import { natKinds, type NatKinds } from "./nat-kinds.ts";

/** Whether the client's address reaches the server as it is, or behind the pair's virtual address. */
export type Mode = "routed" | "snat";

/** One outside tester: where it is, and how it reaches the other side. */
export interface TesterPlace {
  readonly name: string;
  readonly bridge: string;
  /** With its prefix. */
  readonly address: string;
  /** A second one, with its prefix: of a host that nothing is forwarded to. */
  readonly otherAddress?: string;
  /** The pair's virtual address in the subnet of these. */
  readonly gateway: string;
}

/** A configuration to prove, and where its testers stand. */
export interface ProofPlan {
  readonly config: Config;
  readonly mode: Mode;
  readonly client: Required<TesterPlace>;
  readonly server: TesterPlace;
  /** Virtual IPv4 addresses on the server's side beside its gateway, forwarded like that one. */
  readonly furtherVips: readonly string[];
  /** Flows of the further ways of translating that the configuration has. */
  readonly nat: NatKinds;
}

/** Where both testers answer flows. */
export const PROOF_PORT = 7000;
/** Where both testers answer new connections, again and again. */
export const ADMISSION_PORT = 7003;
/**
 * Where both testers answer, and which the policy denies: by no rule, or by one of the proof's own
 * where the user's rules let everything through.
 */
export const DENIED_PORT = 7001;
/** The port of the virtual address that is passed on to the client's {@link PROOF_PORT}. */
export const FORWARDED_PORT = 7002;

/** The client's other address: a host that FTP is forwarded to would be a client as well. */
const FTP_CLIENT = "fw-proof-ftp-client";

/**
 * The configuration to prove: the user's own, its rules behind those that let
 * the testers' flows through, in the mode that is asked for.
 *
 * @throws FwError E_CONFIG when fewer than two of its networks have a virtual IPv4 address, or when
 * a tester finds no room beside it
 */
export function planProof(config: Config, mode: Mode): ProofPlan {
  const [inside, outside] = sides(config);
  const taken = takenAddresses(config);
  const server = place(config, taken, "fw-proof-server", outside, 1);
  // An FTP session into which NAT writes a longer or shorter address survives no failover.
  const { length } = server.gateway;
  const client = withOther(place(config, taken, "fw-proof-client", inside, 2, length));
  const furtherVips = ipv4Vips(config, outside).filter((vip) => vip !== server.gateway);
  const { entries, ...nat } = natKinds(config, {
    inside,
    outside,
    client: client.name,
    address: client.address,
    otherAddress: client.otherAddress,
    gateway: client.gateway,
    server: server.name,
    serverAddress: server.address,
    vips: [server.gateway, ...furtherVips],
  });
  const proven: Config = {
    ...config,
    hosts: {
      ...config.hosts,
      [client.name]: external(client, inside),
      [server.name]: external(server, outside),
      [FTP_CLIENT]: external({ address: client.otherAddress }, inside),
    },
    services: {
      ...config.services,
      "fw-proof-tcp": { protocol: "tcp", ports: [PROOF_PORT, ADMISSION_PORT] },
      "fw-proof-udp": { protocol: "udp", ports: [PROOF_PORT] },
      "fw-proof-forwarded": { protocol: "tcp", ports: [FORWARDED_PORT] },
      "fw-proof-denied": { protocol: "tcp", ports: [DENIED_PORT] },
      ...entries.services,
    },
    policy: {
      rules: [
        {
          from: inside,
          to: outside,
          destination: server.name,
          services: ["fw-proof-tcp", "fw-proof-udp", "ping"],
        },
        {
          from: inside,
          to: outside,
          source: FTP_CLIENT,
          destination: server.name,
          services: "ftp",
        },
        {
          from: outside,
          to: inside,
          destination: client.name,
          services: ["fw-proof-tcp", "ftp"],
        },
        ...entries.rules,
        ...denial(config, inside, outside),
        ...(config.policy?.rules ?? []),
      ],
    },
    nat: {
      source: [...entries.source, ...(mode === "snat" ? [{ from: inside, to: outside }] : [])],
      destination: [
        ...[server.gateway, ...furtherVips].map((vip) => ({
          from: outside,
          vip,
          service: "fw-proof-forwarded",
          host: client.name,
          port: PROOF_PORT,
        })),
        { from: outside, vip: server.gateway, service: "ftp", host: client.name },
        ...entries.destination,
      ],
      oneToOne: entries.oneToOne,
    },
  };
  return { config: proven, mode, client, server, furtherVips, nat };
}

/** The same lab with the daemons' files of the source articles: what ours are measured against. */
export function publishedBaseline(config: Config): Config {
  const { network } = config.ha.stateSync;
  const [first = network] = [network].flat();
  return { ...config, ha: { compat: "published", stateSync: { network: first } } };
}

/** Whether a rule may be about a connection to {@link DENIED_PORT}. */
function namesDenied({ services }: Rule): boolean {
  return (
    services?.some(
      (service) =>
        service.kind === "ports" &&
        service.protocol === "tcp" &&
        service.ports.some(({ low, high }) => low <= DENIED_PORT && DENIED_PORT <= high),
    ) ?? true
  );
}

/** The rule that denies what is to be denied, where some rule of the user's may let it through or reset it. */
function denial(config: Config, inside: string, outside: string): readonly RuleConfig[] {
  const mayAccept = (resolve(config).model?.rules ?? []).some(
    (rule) =>
      rule.from.includes(inside) &&
      rule.to.includes(outside) &&
      rule.action !== "drop" &&
      namesDenied(rule),
  );
  if (!mayAccept) return [];
  return [{ from: inside, to: outside, services: "fw-proof-denied", action: "drop" }];
}

function external({ address }: Pick<TesterPlace, "address">, network: string): HostConfig {
  return { kind: "external", network, address: bareAddress(address) };
}

/** The network that connections come from, and the one they go to, by the first rule that says so. */
function sides(config: Config): readonly [string, string] {
  const interfaces = Object.values(config.firewall.interfaces);
  const networks = interfaces.filter(({ vip }) => vip !== undefined).map(({ network }) => network);
  for (const { from, to } of config.policy?.rules ?? []) {
    const inside = [from].flat().find((name) => networks.includes(name));
    const outside = [to].flat().find((name) => networks.includes(name) && name !== inside);
    if (inside !== undefined && outside !== undefined) return [inside, outside];
  }
  const [outside, inside] = networks;
  if (inside === undefined || outside === undefined) {
    throw new FwError("E_CONFIG", "a proof needs two networks with a virtual address each", {
      hint: "give two of `firewall.interfaces` a `vip`",
    });
  }
  return [inside, outside];
}

function ipv4Vips(config: Config, network: string): readonly string[] {
  return Object.values(config.firewall.interfaces)
    .filter((entry) => entry.network === network)
    .flatMap(({ vip }) => [vip ?? []].flat())
    .filter((vip) => familyOf(vip) === 4);
}

function withOther({ otherAddress, ...tester }: TesterPlace): Required<TesterPlace> {
  if (otherAddress === undefined) throw new TypeError(`${tester.name} has one address`);
  return { ...tester, otherAddress };
}

/**
 * Where a tester stands: beside a virtual address of the network with room for it, as the hosts do.
 *
 * @param taken addresses that it cannot have
 * @param count how many addresses it needs
 * @param length how many characters they have, if there are such
 */
function place(
  config: Config,
  taken: ReadonlySet<string>,
  name: string,
  network: string,
  count: number,
  length?: number,
): TesterPlace {
  const subnets = [config.networks[network]?.subnet ?? []].flat().flatMap((text) => {
    const subnet = parseCidr(text);
    return subnet?.family === 4 ? [subnet] : [];
  });
  for (const vip of ipv4Vips(config, network)) {
    const subnet = subnets.find((block) => isIn(block, vip));
    const [address, other] = subnet === undefined ? [] : roomIn(subnet, config, taken, length);
    if (subnet === undefined || address === undefined) continue;
    if (count > 1 && other === undefined) continue;
    return {
      name,
      bridge: config.networks[network]?.bridge ?? "",
      address: `${address}/${subnet.prefix}`,
      ...(other !== undefined && { otherAddress: `${other}/${subnet.prefix}` }),
      gateway: vip,
    };
  }
  const message = `no subnet of the network ${network} has room for a tester beside a virtual IPv4 address`;
  throw new FwError("E_CONFIG", message, {
    hint: `a tester there needs ${count === 1 ? "a free address" : "two free addresses"}: choose a larger subnet`,
  });
}

/** So many addresses at each end of a subnet are looked at. */
const MOST_TRIED = 255;

/** Addresses that hosts of a subnet can have: the highest ones down, then the lowest ones up. */
function ends(subnet: Cidr): readonly string[] {
  const size = Number(lastOf(subnet) - subnet.first) + 1;
  const edge = size > 2 ? 1 : 0;
  const hosts = Array.from({ length: Math.min(size - 2 * edge, MOST_TRIED) }, (_, i) => edge + i);
  const numbers = [...hosts.map((host) => size - 1 - host), ...hosts];
  return [...new Set(numbers)].flatMap((host) => nthAddress(subnet, host) ?? []);
}

/** Every address that the configuration names or gives to a machine. */
function takenAddresses(config: Config): ReadonlySet<string> {
  const nodes = resolve(config).model?.nodes ?? [];
  return new Set(JSON.stringify([config, nodes]).match(/\d+\.\d+\.\d+\.\d+/g));
}

/**
 * Two addresses of the subnet that nobody has, if there are; as long as is asked where there are
 * such. In a proof the gateways are nobody: theirs are taken last.
 */
function roomIn(
  subnet: Cidr,
  config: Config,
  taken: ReadonlySet<string>,
  length?: number,
): readonly string[] {
  const gateways = (config.firewall.routes ?? []).map(({ via }) => via);
  const found = [
    ...ends(subnet).filter((address) => !taken.has(address)),
    ...gateways.filter((via) => isIn(subnet, via)),
  ];
  const alike = found.filter((address) => address.length === length);
  return (alike.length < 2 ? found : alike).slice(0, 2);
}

function isIn(subnet: Cidr, address: string): boolean {
  const ip = parseIp(address);
  return ip !== undefined && contains(subnet, ip);
}
