import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { cardOf, defaultInterface } from "../model/nic.ts";
import type { Check } from "./check.ts";

/** An interface that somebody named, and the network that it is on. */
interface NamedInterface {
  readonly name: string;
  readonly network: string;
  readonly path: ConfigPath;
}

function namedInterfaces(config: Parameters<Check>[0]): readonly NamedInterface[] {
  return [
    ...Object.entries(config.firewall.interfaces).map(([name, { network }]) => ({
      name,
      network,
      path: ["firewall", "interfaces", name],
    })),
    ...Object.entries(config.hosts ?? {})
      .filter(([, host]) => (host.kind ?? "client") === "client")
      .map(([host, { network, interface: name }]) => ({
        name: name ?? defaultInterface(config, network),
        network,
        path: ["hosts", host, "interface"],
      })),
  ];
}

/** An interface on a tagged network is called after its card and the tag, and only there. */
const taggedNamesFit: Check = (config, report) => {
  for (const { name, network, path } of namedInterfaces(config)) {
    if (!Object.hasOwn(config.networks, network)) continue;
    const vlan = config.networks[network]?.vlan;
    const tagged = cardOf(name, vlan) !== name && cardOf(name, vlan) !== "";
    if (vlan !== undefined && !tagged) {
      const message = `"${network}" has the tag ${vlan}, and ${name} does not end in .${vlan}`;
      report("FW051", path, message, `call it like eth0.${vlan}`);
    } else if (vlan === undefined && name.includes(".")) {
      const message = `"${network}" has no tag, and ${name} is named like a VLAN`;
      const tag = /\.([1-9]\d*)$/.exec(name)?.[1];
      const hint =
        tag === undefined
          ? "choose a name without a dot"
          : `give the network its tag: \`networks.${network}.vlan: ${tag}\`; or choose a name without a dot`;
      report("FW051", path, message, hint);
    }
  }
};

/** What one card carries is on one bridge. */
const cardsAreOnOneBridge: Check = (config, report) => {
  const bridges = new Map<string, string>();
  for (const [name, { network }] of Object.entries(config.firewall.interfaces)) {
    const entry = Object.hasOwn(config.networks, network) ? config.networks[network] : undefined;
    if (entry === undefined) continue;
    const card = cardOf(name, entry.vlan);
    const first = bridges.get(card) ?? entry.bridge;
    bridges.set(card, first);
    if (first === entry.bridge) continue;
    const message = `the card ${card} is on the bridge ${first}, and "${network}" on ${entry.bridge}`;
    report("FW052", ["firewall", "interfaces", name, "network"], message);
  }
};

/** The machine that runs the lab speaks on the bridge itself, without a tag. */
const labHostIsUntagged: Check = (config, report) => {
  for (const [name, { kind, network }] of Object.entries(config.hosts ?? {})) {
    if (kind !== "lab-host" || !Object.hasOwn(config.networks, network)) continue;
    if (config.networks[network]?.vlan === undefined) continue;
    report("FW053", ["hosts", name, "network"], `"${network}" is tagged on its bridge`);
  }
};

/** In the order of their findings. */
export const vlanChecks: readonly Check[] = [
  taggedNamesFit,
  cardsAreOnOneBridge,
  labHostIsUntagged,
];
