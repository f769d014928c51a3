import { generatedBy, type Artifact } from "../artifact.ts";
import type { Node } from "../model/types.ts";
import { NOTIFY_FIFO, ROLE_FILE, RUN_DIRECTORY } from "./paths.ts";
import { unitFile } from "./unit.ts";

/** One of our programs, in the shell's language, which begins with the two files that all know. */
export function programFile(node: Node, path: string, body: string): Artifact {
  return {
    host: node.name,
    path,
    mode: 0o755,
    content: `#!/bin/sh
# ${generatedBy}
set -u

fifo=${NOTIFY_FIFO}
role_file=${ROLE_FILE}
${body}`,
  };
}

/** The command that makes a FIFO, unless it is there. */
export function makeFifo(path: string): string {
  return `/bin/sh -c 'test -p ${path} || mkfifo -m 600 ${path}'`;
}

/** What no program of ours needs. */
const hardening: readonly string[] = [
  "DevicePolicy=closed",
  "LockPersonality=yes",
  "NoNewPrivileges=yes",
  "PrivateDevices=yes",
  "PrivateTmp=yes",
  "ProtectClock=yes",
  "ProtectControlGroups=yes",
  "ProtectHome=yes",
  "ProtectHostname=yes",
  "ProtectKernelLogs=yes",
  "ProtectKernelModules=yes",
  "ProtectKernelTunables=yes",
  "ProtectProc=invisible",
  "ProtectSystem=strict",
  "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
  "RestrictRealtime=yes",
  "RestrictSUIDSGID=yes",
  "SystemCallArchitectures=native",
  "UMask=0077",
];

/**
 * The others use the FIFO and a file each, and talk to conntrackd's socket; nothing else. conntrackd
 * looks up its sync link when it reads its file, so that the network stays visible.
 */
const ofConntrackdsClients: readonly string[] = [
  "IPAddressDeny=any",
  "MemoryDenyWriteExecute=yes",
  "ProcSubset=pid",
  "RestrictNamespaces=yes",
  "SystemCallFilter=@system-service",
  "SystemCallFilter=~@privileged @resources",
];

/** What a program's unit says that the others do not. */
interface ProgramService {
  readonly description: string;
  /** The units that it begins after. */
  readonly after: string;
  /** The units of ours that begin after it. keepalived's always does. */
  readonly before?: string;
  /** The command that makes what the program expects. */
  readonly prepare?: string;
  /** Absent: none. */
  readonly capabilities?: string;
  /** What its processes may do, within {@link hardening}. Absent: what conntrackd's clients need. */
  readonly sandbox?: readonly string[];
  readonly program: string;
}

/** The unit that runs a program for as long as the firewall runs. */
export function programService(node: Node, name: string, service: ProgramService): Artifact {
  return unitFile(node, name, [
    "[Unit]",
    `Description=${service.description}`,
    `Wants=${service.after}`,
    `After=${service.after}`,
    `Before=${service.before === undefined ? "" : `${service.before} `}keepalived.service`,
    "",
    "[Service]",
    ...(service.prepare === undefined ? [] : [`ExecStartPre=${service.prepare}`]),
    `ExecStart=${service.program}`,
    "Restart=always",
    "RestartSec=1",
    `RuntimeDirectory=${RUN_DIRECTORY.slice("/run/".length)}`,
    // A restart must not take the FIFO away from keepalived.
    "RuntimeDirectoryPreserve=yes",
    "",
    `CapabilityBoundingSet=${service.capabilities ?? ""}`,
    ...[...hardening, ...(service.sandbox ?? ofConntrackdsClients)].toSorted(),
  ]);
}
