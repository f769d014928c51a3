import type { Config } from "../config/config.ts";
import type { HostConfig } from "../config/host.ts";
import { listOf } from "../config/lists.ts";
import { interfaceOn } from "../model/addresses.ts";
import { firewallCards } from "../model/cards.ts";
import { cardOf, defaultInterface, nicOf } from "../model/nic.ts";
import type { Check } from "./check.ts";

/** Clients can leave their network. */
const clientsHaveGateways: Check = (config, report) => {
  for (const [name, host] of Object.entries(config.hosts ?? {})) {
    if ((host.kind ?? "client") !== "client" || config.networks[host.network] === undefined)
      continue;
    const out = interfaceOn(config, host.network);
    if (out !== undefined && listOf(config.firewall.interfaces[out]?.vip).length > 0) continue;
    const message = `the firewalls have no virtual address on "${host.network}"`;
    report("FW043", ["hosts", name, "network"], message);
  }
};

/** The machine that runs the lab is on one side. */
const oneLabHost: Check = (config, report) => {
  const hosts = Object.entries(config.hosts ?? {}).filter(([, host]) => host.kind === "lab-host");
  for (const [name] of hosts.slice(1)) {
    const message = `"${name}" and "${hosts[0]?.[0]}" are both the machine that runs the lab`;
    report("FW044", ["hosts", name, "kind"], message);
  }
};

function clientCard(config: Config, host: HostConfig): string {
  const name = host.interface ?? defaultInterface(config, host.network);
  return cardOf(name, config.networks[host.network]?.vlan);
}

/** Network cards differ in their tap and MAC. */
const cardsAreDistinct: Check = (config, report) => {
  const clients = Object.entries(config.hosts ?? {}).filter(
    ([, host]) => (host.kind ?? "client") === "client",
  );
  const cards = [
    ...Object.keys(config.firewall.members).flatMap((member) =>
      firewallCards(config).map((card) => ({
        path: ["firewall", "members", member],
        nic: nicOf(config.name, member, card.name, ""),
      })),
    ),
    ...clients.map(([name, host]) => ({
      path: ["hosts", name],
      nic: nicOf(config.name, name, clientCard(config, host), ""),
    })),
  ];
  // A tap and a bridge are both interfaces of the machine that runs the lab.
  const seen = new Set(Object.values(config.networks).map((network) => network.bridge));
  for (const { path, nic } of cards) {
    for (const key of [nic.tap, nic.mac]) {
      if (seen.has(key))
        report("FW048", path, `a network card would be ${key}, which exists already`);
      seen.add(key);
    }
  }
};

/** In the order of their findings. */
export const hostChecks: readonly Check[] = [clientsHaveGateways, oneLabHost, cardsAreDistinct];
