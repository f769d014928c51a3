import {
  bareAddress,
  type Cidr,
  type Config,
  familyOf,
  formatBlock,
  type HostConfig,
  lastOf,
  nthAddress,
  parseCidr,
} from "fw-config";

/** Whether the client's address reaches the server as it is, or behind the pair's virtual address. */
export type Mode = "routed" | "snat";

/** One outside tester: where it is, and how it reaches the other side. */
export interface TesterPlace {
  readonly name: string;
  readonly bridge: string;
  /** With its prefix. */
  readonly address: string;
  /** A second one, with its prefix: of a host that nothing is forwarded to. */
  readonly otherAddress: string;
  /** The pair's virtual address on this network. */
  readonly gateway: string;
}

/** A configuration to prove, and where its testers stand. */
export interface ProofPlan {
  readonly config: Config;
  readonly mode: Mode;
  readonly client: TesterPlace;
  readonly server: TesterPlace;
}

/** Where both testers answer flows. */
export const PROOF_PORT = 7000;
/** Where both testers answer new connections, again and again. */
export const ADMISSION_PORT = 7003;
/** Where both testers answer, and which the policy denies. */
export const DENIED_PORT = 7001;
/** The port of the virtual address that is passed on to the client's {@link PROOF_PORT}. */
export const FORWARDED_PORT = 7002;

/** The client's other address: a host that FTP is forwarded to would be a client as well. */
const FTP_CLIENT = "fw-proof-ftp-client";

/**
 * The configuration to prove: the user's own, its rules behind those that let
 * the testers' flows through, in the mode that is asked for.
 *
 * @throws RangeError when fewer than two of its networks have a virtual IPv4 address
 */
export function planProof(config: Config, mode: Mode): ProofPlan {
  const [inside, outside] = sides(config);
  const client = place(config, "fw-proof-client", inside);
  const server = place(config, "fw-proof-server", outside);
  const proven: Config = {
    ...config,
    hosts: {
      ...config.hosts,
      [client.name]: external(client, inside),
      [server.name]: external(server, outside),
      [FTP_CLIENT]: { ...external(client, inside), address: bareAddress(client.otherAddress) },
    },
    services: {
      ...config.services,
      "fw-proof-tcp": { protocol: "tcp", ports: [PROOF_PORT, ADMISSION_PORT] },
      "fw-proof-udp": { protocol: "udp", ports: [PROOF_PORT] },
      "fw-proof-forwarded": { protocol: "tcp", ports: [FORWARDED_PORT] },
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
        ...(config.policy?.rules ?? []),
      ],
    },
    nat: {
      ...(mode === "snat" && { source: [{ from: inside, to: outside }] }),
      destination: [
        { from: outside, service: "fw-proof-forwarded", host: client.name, port: PROOF_PORT },
        { from: outside, service: "ftp", host: client.name },
      ],
    },
  };
  return { config: proven, mode, client, server };
}

/** The same lab with the daemons' files of the source articles: what ours are measured against. */
export function publishedBaseline(config: Config): Config {
  const { network } = config.ha.stateSync;
  const [first = network] = [network].flat();
  return { ...config, ha: { compat: "published", stateSync: { network: first } } };
}

function external({ address }: TesterPlace, network: string): HostConfig {
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
    throw new RangeError("a proof needs two networks with a virtual address each");
  }
  return [inside, outside];
}

function place(config: Config, name: string, network: string): TesterPlace {
  const subnet = parseCidr([config.networks[network]?.subnet ?? []].flat().find(isIpv4) ?? "");
  const gateway = Object.values(config.firewall.interfaces)
    .filter((entry) => entry.network === network)
    .flatMap(({ vip }) => [vip ?? []].flat())
    .find(isIpv4);
  if (subnet === undefined || gateway === undefined) {
    throw new RangeError(`the network ${network} has no IPv4 subnet with a virtual address`);
  }
  const [address, other] = freeAddresses(subnet, JSON.stringify(config));
  return {
    name,
    bridge: config.networks[network]?.bridge ?? "",
    address: `${address}/${subnet.prefix}`,
    otherAddress: `${other}/${subnet.prefix}`,
    gateway: bareAddress(gateway),
  };
}

/** The two highest host addresses of the subnet that the text does not name. */
function freeAddresses(subnet: Cidr, text: string): readonly [string, string] {
  const size = Number(lastOf(subnet) - subnet.first) + 1;
  const taken = new Set(text.match(/\d+\.\d+\.\d+\.\d+/g));
  const free: string[] = [];
  // The first two are the firewalls' own unless they say otherwise.
  for (let host = size - 2; host > 2; host -= 1) {
    const address = nthAddress(subnet, host);
    if (address !== undefined && !taken.has(address)) free.push(address);
    const [highest, next] = free;
    if (highest !== undefined && next !== undefined) return [highest, next];
  }
  throw new RangeError(`the subnet ${formatBlock(subnet)} has no two free addresses for a tester`);
}

function isIpv4(address: string): boolean {
  return familyOf(address) === 4;
}
