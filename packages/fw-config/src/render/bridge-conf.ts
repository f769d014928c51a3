import { generatedBy, type Artifact } from "../artifact.ts";
import type { Model } from "../model/types.ts";
import { text } from "./lines.ts";

/** The machine that runs the lab, in {@link Artifact.host}. */
export const labMachine: string = "host";

/** The bridges that qemu's set-uid helper may attach a virtual machine to. */
export function renderBridgeConf(model: Model): Artifact {
  const bridges = [...new Set(model.networks.map((network) => network.bridge))];
  return {
    host: labMachine,
    path: "/etc/qemu/bridge.conf",
    mode: 0o644,
    content: text(`# ${generatedBy}`, ...bridges.map((bridge) => `allow ${bridge}`)),
  };
}
