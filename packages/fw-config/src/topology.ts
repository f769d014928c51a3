/**
 * A lab's topology as a value, and as a picture: an entry point of its own, for not every program draws.
 *
 * @packageDocumentation
 */
export { topologyDot } from "./topology/dot.ts";
export { topologyMermaid } from "./topology/mermaid.ts";
export { topologySvg } from "./topology/svg.ts";
export { topologyOf } from "./topology/topology.ts";
export type {
  LiveFirewall,
  Topology,
  TopologyFirewall,
  TopologyHost,
  TopologyNetwork,
  TopologyPort,
  TopologyRoute,
  TopologyVip,
} from "./topology/topology.ts";
