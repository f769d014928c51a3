import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

import type { DriverPaths, NodePaths } from "../drivers/paths.ts";
import { FwError } from "../errors.ts";
import type { Io } from "../io.ts";
import { requireName } from "./lab-name.ts";

/** Where one lab keeps all that it has, below one directory that only its owner can read. */
export interface LabPaths extends DriverPaths {
  /** The directory of all labs. */
  readonly labs: string;
  readonly dir: string;
  /** The only truth about a running lab. */
  readonly state: string;
  /** Held by the command that is changing the lab. */
  readonly lock: string;
  /** What the lab host's servers write. */
  readonly serverLog: string;
  /** A folder for each virtual machine. */
  readonly nodes: string;
}

/** sockaddr_un.sun_path less its closing zero (unix(7)). */
const MAX_SOCKET_PATH = 107;

/**
 * The directory that holds every lab of this user: `$FW_STATE_DIR`, else below `$XDG_STATE_HOME`.
 * A relative `$XDG_STATE_HOME` is ignored (XDG Base Directory Specification).
 */
export function labsDir({ env, cwd }: Pick<Io, "env" | "cwd">): string {
  if (env["FW_STATE_DIR"]) return resolve(cwd, env["FW_STATE_DIR"]);
  const state = env["XDG_STATE_HOME"];
  if (state !== undefined && isAbsolute(state)) return join(state, "fw-cli");
  return join(env["HOME"] || homedir(), ".local", "state", "fw-cli");
}

/**
 * The paths of the lab called `name`.
 *
 * @throws FwError `E_USAGE` when that is no name of a lab, or later of a node
 */
export function labPaths(io: Pick<Io, "env" | "cwd">, name: string): LabPaths {
  const labs = labsDir(io);
  const dir = join(labs, requireName("lab", name));
  const nodes = join(dir, "nodes");
  return {
    labs,
    dir,
    state: join(dir, "state.json"),
    lock: `${dir}.lock`,
    artifacts: join(dir, "artifacts"),
    serverLog: join(dir, "server.log"),
    nodes,
    node: (node) => nodePaths(join(nodes, requireName("node", node))),
  };
}

function nodePaths(dir: string): NodePaths {
  const screen = join(dir, "screen");
  return {
    dir,
    disk: join(dir, "disk.qcow2"),
    seed: join(dir, "seed.tar"),
    qmp: join(dir, "qmp.sock"),
    qga: join(dir, "qga.sock"),
    console: join(dir, "console.sock"),
    consoleLog: join(dir, "console.log"),
    spice: join(dir, "spice.sock"),
    screen,
    screenLog: join(dir, "screen.log"),
    spiceServer: join(screen, "spice"),
    vnc: join(dir, "vnc.sock"),
    tickets: join(screen, "tickets.json"),
    usedTickets: join(screen, "used-tickets"),
    certificates: join(dir, "certificates"),
    picture: join(dir, "screen.png"),
    pidFile: join(dir, "qemu.pid"),
    usb: join(dir, "usb"),
    qemuLog: join(dir, "qemu.log"),
    init: join(dir, "init.json"),
  };
}

/**
 * Makes sure that the kernel takes the paths of all sockets of these virtual machines.
 *
 * @throws FwError `E_IO` with the longest one that it would refuse
 */
export function requireSocketPaths(paths: LabPaths, nodes: readonly string[]): void {
  const sockets = nodes.flatMap((name) => {
    const { qmp, qga, console, spice, spiceServer, vnc } = paths.node(name);
    return [qmp, qga, console, spice, spiceServer, vnc];
  });
  const sizes = sockets.map((path) => Buffer.byteLength(path));
  const most = Math.max(0, ...sizes);
  if (most <= MAX_SOCKET_PATH) return;
  throw new FwError(
    "E_IO",
    `${sockets[sizes.indexOf(most)]} is too long for a socket: ${most} bytes, and the kernel takes ${MAX_SOCKET_PATH}`,
    {
      place: "FW_STATE_DIR",
      hint: `set FW_STATE_DIR to a path that is ${most - MAX_SOCKET_PATH} bytes shorter`,
    },
  );
}
