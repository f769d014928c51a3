import type { Artifact } from "../artifact.ts";
import type { Model, Nic, Route } from "../model/types.ts";
import { labMachine } from "./bridge-conf.ts";
import { netdevFile, networkFile, type NetworkdPlace } from "./networkd-file.ts";
import { routeSection } from "./networkd.ts";

const place: NetworkdPlace = { host: labMachine, order: 30 };

/** What the machine that runs the lab has on a bridge; a bare bridge has nothing. */
function grounding(
  model: Model,
  bridge: string,
): { addresses: readonly string[]; routes: readonly Route[] } {
  const hosts = model.nodes.filter((node) => node.kind === "lab-host");
  const own = hosts.flatMap((node) => node.interfaces).filter((entry) => entry.bridge === bridge);
  const routes = hosts.flatMap((node) => node.routes).filter((route) => route.interface === bridge);
  return { addresses: own.flatMap((entry) => entry.addresses), routes };
}

function bridgeFiles(model: Model, bridge: string): readonly Artifact[] {
  const { addresses, routes } = grounding(model, bridge);
  return [
    netdevFile(place, bridge, "bridge", [
      "[Bridge]",
      "STP=no",
      // Adverts and state sync are multicast, and nobody on these bridges asks who listens.
      "MulticastSnooping=no",
    ]),
    networkFile(place, bridge, "no", [
      "ConfigureWithoutCarrier=yes",
      "LinkLocalAddressing=no",
      "IPv6AcceptRA=no",
      ...addresses.map((address) => `Address=${address}`),
      ...routes.flatMap((route) => routeSection(route, addresses)),
    ]),
  ];
}

function tapFiles({ tap, bridge }: Nic): readonly Artifact[] {
  return [
    netdevFile(place, tap, "tap", ["[Tap]", "Group=kvm"]),
    networkFile(place, tap, "no", [`Bridge=${bridge}`, "LinkLocalAddressing=no"]),
  ];
}

/**
 * The bridges and taps of the lab as systemd-networkd files, for a machine that keeps them
 * without fw-cli. Members of the group kvm may use the taps, so that qemu needs no root.
 */
export function renderHostNetworkd(model: Model): readonly Artifact[] {
  const bridges = [...new Set(model.networks.map((network) => network.bridge))];
  return [
    ...bridges.flatMap((bridge) => bridgeFiles(model, bridge)),
    ...model.nodes.flatMap((node) => node.nics).flatMap(tapFiles),
  ];
}
