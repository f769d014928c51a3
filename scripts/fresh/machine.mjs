// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * Makes the folder the machine's root. A chroot will not do: the kernel lets nobody make a user
 * namespace in one. The shell stays as the first process, which adopts and reaps what daemons leave.
 */
const FIRST_PROCESS = `set -e
mount --bind "$1" "$1"
cd "$1"
mount --rbind /dev dev
mount --rbind /sys sys
mount -t proc proc proc
mount -t tmpfs -o mode=755 tmpfs run
hostname fresh
pivot_root . mnt
cd /
umount -l /mnt
echo ready
exec /bin/sh -c 'while :; do sleep 3600 & wait $!; done' <&- >&- 2>&-`;

/**
 * A running machine, made of namespaces: mounts, processes, names. It shares the network with the
 * host, as apt and npm must reach their servers, and ends with all that runs in it.
 */
export class Machine {
  /** @type {import("node:child_process").ChildProcess} */ #holder;
  /** @type {string} */ #first;
  /** @type {Record<string, string>} */ #env;

  /**
   * @param {import("node:child_process").ChildProcess} holder
   * @param {string} first process id of its first process, as the host names it
   * @param {Record<string, string>} env
   */
  constructor(holder, first, env) {
    this.#holder = holder;
    this.#first = first;
    this.#env = { PATH, HOME: "/root", TERM: process.env["TERM"] ?? "dumb", ...env };
  }

  /**
   * @param {string} root
   * @param {Record<string, string>} env
   * @param {AbortSignal} signal its abort ends the machine
   */
  static async start(root, env, signal) {
    const namespaces = ["--mount", "--propagation=private", "--pid", "--uts", "--ipc"];
    const holder = spawn(
      "unshare",
      [...namespaces, "--fork", "--kill-child", "sh", "-c", FIRST_PROCESS, "sh", root],
      { stdio: ["ignore", "pipe", "inherit"], signal, killSignal: "SIGKILL" },
    );
    holder.on("error", () => {});
    const ready = await Promise.race([
      once(holder.stdout, "data").then(() => true),
      once(holder, "close").then(() => false),
    ]);
    if (!ready) throw new Error(`no machine could be started in ${root}`);
    const first = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, "utf8").trim();
    return new Machine(holder, first, env);
  }

  /**
   * Runs a command in the machine; what it writes goes to this program's output.
   *
   * @param {string} folder
   * @param {readonly string[]} argv
   * @param {{ interactive?: boolean, quiet?: boolean }} [how] with this terminal; without a word
   * @returns {Promise<{ code: number | null, output: string }>}
   */
  async run(folder, argv, { interactive = false, quiet = false } = {}) {
    const inside = ["--mount", "--pid", "--uts", "--ipc", `--wdns=${folder}`];
    const child = spawn("nsenter", [`--target=${this.#first}`, ...inside, "--", ...argv], {
      env: this.#env,
      stdio: interactive ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (part) => {
        output += part;
        if (!quiet) process.stdout.write(part);
      });
    }
    const [code] = await once(child, "close");
    return { code, output };
  }

  /** Ends every process of the machine; its mounts go with them. */
  async stop() {
    if (this.#holder.exitCode !== null || this.#holder.signalCode !== null) return;
    const gone = once(this.#holder, "close");
    this.#holder.kill("SIGKILL");
    await gone;
  }
}
