import type { Node } from "../model/types.ts";
import { generatedBy, type Artifact } from "./artifact.ts";
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

/** For our scripts: they use the FIFO and a file each, and talk to conntrackd's socket; nothing else. */
export const scriptHardening: readonly string[] = [
  "CapabilityBoundingSet=",
  "DevicePolicy=closed",
  "IPAddressDeny=any",
  "LockPersonality=yes",
  "MemoryDenyWriteExecute=yes",
  "NoNewPrivileges=yes",
  "PrivateDevices=yes",
  "PrivateTmp=yes",
  "ProcSubset=pid",
  "ProtectClock=yes",
  "ProtectControlGroups=yes",
  "ProtectHome=yes",
  "ProtectHostname=yes",
  "ProtectKernelLogs=yes",
  "ProtectKernelModules=yes",
  "ProtectKernelTunables=yes",
  "ProtectProc=invisible",
  "ProtectSystem=strict",
  // conntrackd looks up its sync link when it reads its file, so that the network stays visible.
  "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
  "RestrictNamespaces=yes",
  "RestrictRealtime=yes",
  "RestrictSUIDSGID=yes",
  "SystemCallArchitectures=native",
  "SystemCallFilter=@system-service",
  "SystemCallFilter=~@privileged @resources",
  "UMask=0077",
];

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
