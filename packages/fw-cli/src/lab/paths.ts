import { homedir } from "node:os";
import { join, resolve } from "node:path";

import { FwError } from "../errors.ts";
import type { Io } from "../io.ts";

/** Where one lab keeps all that it has, below one directory that only its owner can read. */
export interface LabPaths {
  readonly dir: string;
  /** The only truth about a running lab. */
  readonly state: string;
  /** Held by the command that is changing the lab. */
  readonly lock: string;
  /** The rendered files, a folder for each host. */
  readonly artifacts: string;
  /** What the lab host's servers write. */
  readonly serverLog: string;
  /** A folder for each virtual machine. */
  readonly nodes: string;
  node(name: string): NodePaths;
}

/** The files of one virtual machine. */
export interface NodePaths {
  readonly dir: string;
  readonly disk: string;
  readonly seed: string;
  readonly qmp: string;
  readonly qga: string;
  readonly console: string;
  readonly consoleLog: string;
  /** The spice server's socket, of a machine that has one. */
  readonly spice: string;
  readonly pidFile: string;
  /** What qemu itself says, on the host. */
  readonly qemuLog: string;
  /** Process 1 of a node that is a namespace. */
  readonly init: string;
}

/** sockaddr_un.sun_path less its closing zero (unix(7)). */
const MAX_SOCKET_PATH = 107;

/** The directory that holds every lab of this user: `$FW_STATE_DIR`, else below `$XDG_STATE_HOME`. */
export function labsDir({ env, cwd }: Pick<Io, "env" | "cwd">): string {
  if (env["FW_STATE_DIR"]) return resolve(cwd, env["FW_STATE_DIR"]);
  const state = env["XDG_STATE_HOME"] || join(env["HOME"] || homedir(), ".local", "state");
  return join(state, "fw-cli");
}

/**
 * The paths of the lab called `name`. Asking for a node's paths throws
 * `E_IO` when a socket's path would be longer than the kernel takes.
 */
export function labPaths(io: Pick<Io, "env" | "cwd">, name: string): LabPaths {
  const dir = join(labsDir(io), name);
  const nodes = join(dir, "nodes");
  return {
    dir,
    state: join(dir, "state.json"),
    lock: `${dir}.lock`,
    artifacts: join(dir, "artifacts"),
    serverLog: join(dir, "server.log"),
    nodes,
    node: (node) => nodePaths(join(nodes, node)),
  };
}

function nodePaths(dir: string): NodePaths {
  const console = join(dir, "console.sock");
  if (Buffer.byteLength(console) > MAX_SOCKET_PATH) {
    throw new FwError(
      "E_IO",
      `${console} is too long for a socket (${MAX_SOCKET_PATH} bytes at most)`,
      { hint: "set FW_STATE_DIR to a shorter path" },
    );
  }
  return {
    dir,
    disk: join(dir, "disk.qcow2"),
    seed: join(dir, "seed.tar"),
    qmp: join(dir, "qmp.sock"),
    qga: join(dir, "qga.sock"),
    console,
    consoleLog: join(dir, "console.log"),
    spice: join(dir, "spice.sock"),
    pidFile: join(dir, "qemu.pid"),
    qemuLog: join(dir, "qemu.log"),
    init: join(dir, "init.json"),
  };
}
