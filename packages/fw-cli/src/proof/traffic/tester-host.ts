import { execa } from "execa";
import { bareAddress } from "fw-config";

import {
  createNodeNamespace,
  destroyNodeNamespace,
  insideNode,
} from "../../drivers/netns/node-namespace.ts";
import { type Namespace, runInside } from "../../host/namespace.ts";
import { type Spot, watchResets } from "../monitors/reset-watch.ts";
import type { TesterPlace } from "../proof-config.ts";

/** A namespace beside the firewalls, with one cable to its network's bridge, for testers to run in. */
export interface TesterHost {
  readonly place: TesterPlace;
  /** The command that runs `argv` there. */
  inside(argv: readonly string[]): readonly [string, ...string[]];
  /** Resets that reached it so far. */
  resets(): readonly Spot[];
  /** Ends it, with all that runs there. */
  end(): Promise<void>;
}

/** Makes one. */
export async function makeTesterHost(
  lab: Namespace,
  place: TesterPlace,
  routes: readonly string[],
  log: string,
): Promise<TesterHost> {
  const node = await createNodeNamespace(lab, log);
  const inside = (argv: readonly string[]) => insideNode(lab, node, argv);
  const cable = cableOf(place);
  const plug = [
    `link add ${cable} type veth peer name eth0 address ${macOf(place)} netns ${node.pidInLab}`,
    `link set ${cable} addrgenmode none master ${place.bridge} up`,
  ];
  const setUp = [
    "link set lo up",
    "link set eth0 addrgenmode none up",
    `addr add ${place.address} dev eth0`,
    ...(place.otherAddress === undefined ? [] : [`addr add ${place.otherAddress} dev eth0`]),
    ...routes.map((route) => `route add ${route} via ${place.gateway}`),
  ];
  await runInside(lab, ["ip", "-batch", "-"], `${plug.join("\n")}\n`);
  const [ip, ...batch] = inside(["ip", "-batch", "-"]);
  await execa(ip, batch, { input: `${setUp.join("\n")}\n` });
  const resets = await watchResets(inside, bareAddress(place.address));
  return {
    place,
    inside,
    resets: () => resets.seen(),
    async end() {
      resets.end();
      await destroyNodeNamespace(node);
      await runInside(lab, ["ip", "link", "del", cable]).catch(() => undefined);
    },
  };
}

/** At most 15 characters; no tap and no bridge has capitals. */
function cableOf({ name }: TesterPlace): string {
  return name.replace("fw-proof-", "PROOF-");
}

/** The same in every trial, so that a firewall's neighbour table stays true. */
function macOf({ address }: TesterPlace): string {
  const host = bareAddress(address)
    .split(".")
    .map((part) => Number(part).toString(16).padStart(2, "0"));
  return ["02", "fe", ...host].join(":");
}
