import { readFileSync } from "node:fs";

import { packageFile } from "../package.ts";

/** The shell programs of this folder, which shellcheck reads; each says what its arguments are. */
export type ShellProgram =
  | "agent-exec"
  | "boot-node"
  | "busy"
  | "check-all"
  | "check-in-namespace"
  | "check-keepalived"
  | "check-networkd"
  | "check-nftables"
  | "check-unit"
  | "check-xorg"
  | "clear-impairments"
  | "clipboard-agent"
  | "customize-desktop"
  | "customize-image"
  | "desktop"
  | "desktop-session"
  | "end-group"
  | "follow-screen"
  | "guarded"
  | "hide-folders"
  | "hide-starters"
  | "hold-lab"
  | "hold-node"
  | "init"
  | "keep-log"
  | "log-to-3"
  | "open-ports"
  | "print-limits"
  | "probe-kernel"
  | "promptly"
  | "refuse"
  | "restart-networkd"
  | "restart-service"
  | "run-for-service"
  | "share-usb"
  | "state-sync-answers"
  | "stop-services"
  | "supervise"
  | "usb-mounts"
  | "with-picture"
  | "write-file";

/** The text of a program, without what is said to shellcheck. */
export function shellText(name: ShellProgram): string {
  const text = readFileSync(packageFile(`src/guest/${name}.sh`), "utf8");
  return text.replaceAll(/^ *# shellcheck .*\n/gm, "");
}

/**
 * The command that runs a program with its arguments. It carries the text, because a node may hide
 * the folder with the file, and a virtual machine does not have it.
 */
export function shell(name: ShellProgram, ...args: readonly string[]): [string, ...string[]] {
  return ["/bin/sh", "-c", shellText(name), name, ...args];
}
