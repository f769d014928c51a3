import { generatedBy, type Artifact } from "../artifact.ts";
import type { Node } from "../model/types.ts";
import { text, type Line } from "./lines.ts";

/** A unit or drop-in of systemd. */
export function unitFile(node: Node, path: string, lines: readonly Line[]): Artifact {
  return {
    host: node.name,
    path: `/etc/systemd/system/${path}`,
    mode: 0o644,
    content: text(`# ${generatedBy}`, ...lines),
  };
}

/** What the network daemons can do without; they keep the network, its settings and real time. */
export const daemonHardening: readonly string[] = [
  "LockPersonality=yes",
  "ProtectClock=yes",
  "ProtectControlGroups=yes",
  "ProtectHome=yes",
  "ProtectHostname=yes",
  "ProtectKernelLogs=yes",
  "ProtectSystem=full",
  "RestrictNamespaces=yes",
  "RestrictSUIDSGID=yes",
  "SystemCallArchitectures=native",
];
