import type { Config } from "../config/config.ts";
import { resolveDestinationNat } from "./forwardings.ts";
import { resolveNetworks } from "./networks.ts";
import { resolveNodes } from "./nodes.ts";
import { resolveRules } from "./policy.ts";
import type { Model } from "./types.ts";

/** The parts of a model that say which connections pass between which sides. */
export type Traffic = Pick<Model, "networks" | "nodes" | "rules" | "destinationNat">;

/** @see Traffic */
export function resolveTraffic(config: Config): Traffic {
  return {
    networks: resolveNetworks(config),
    nodes: resolveNodes(config),
    rules: resolveRules(config),
    destinationNat: resolveDestinationNat(config),
  };
}
