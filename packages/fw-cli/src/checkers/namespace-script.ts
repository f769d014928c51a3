import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { execa } from "execa";
import type { Node } from "fw-config";

import type { Subject } from "./checker.ts";

/** What a program said in its namespace. */
export interface Outcome {
  readonly exitCode: number | undefined;
  /** Both its streams. */
  readonly output: string;
}

/**
 * Prepares the namespace: `$1` is a file of ip commands, the rest is what runs in it. The shell
 * stays its process 1: systemd's programs would send their complaints to the kernel's log there.
 */
const SETUP = `set -e
mount -t tmpfs none /run
ip link set lo up
ip -batch "$1"
shift
set +e
"$@"
code=$?
exit $code`;

const LIMIT_MS = 60_000;

/** The arguments of unshare for a fresh world that touches nothing of the host's network. */
export function unshareArgs(): readonly string[] {
  const user = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  return [...user, "--net", "--mount", "--pid", "--fork", "--kill-child", "--"];
}

/** Runs a program in a fresh network and mount namespace that has the node's interfaces. */
export async function inNamespace(
  { node, scratch, signal }: Pick<Subject, "node" | "scratch" | "signal">,
  argv: readonly string[],
  links: readonly string[] = node === undefined ? [] : veths(node),
): Promise<Outcome> {
  const batch = join(scratch, "links");
  await writeFile(batch, links.map((line) => `${line}\n`).join(""));
  const args = [...unshareArgs(), "sh", "-c", SETUP, "sh", batch, ...argv];
  const result = await execa("unshare", args, {
    all: true,
    reject: false,
    stdin: "ignore",
    timeout: LIMIT_MS,
    cancelSignal: signal,
    env: { LC_ALL: "C.UTF-8" },
  });
  const notes = result.timedOut ? `no end within ${LIMIT_MS / 1000} s\n` : "";
  return { exitCode: result.exitCode, output: `${notes}${result.all ?? result.shortMessage}` };
}

/** The node's interfaces with their addresses, as `ip -batch` reads them. */
function veths(node: Node): readonly string[] {
  return node.interfaces.flatMap(({ name, addresses }, i) => [
    `link add ${name} type veth peer name fw-peer-${i}`,
    `link set ${name} up`,
    `link set fw-peer-${i} up`,
    ...addresses.map(
      (address) => `address add ${address} dev ${name}${address.includes(":") ? " nodad" : ""}`,
    ),
  ]);
}
