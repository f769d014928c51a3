import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import type { NumberedPacket } from "./random-packet.ts";

/** What the lab needs to build one firewall and to send its packets. */
export interface LabCase {
  readonly interfaces: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  readonly routes: readonly {
    readonly destination: string;
    readonly via: string;
    readonly interface: string;
  }[];
  readonly groups: readonly { readonly group: string; readonly interface: string }[];
  readonly sysctls: string;
  readonly ruleset: string;
  /** TCP ports of the firewall where somebody answers: a reset would end the connection at once. */
  readonly listens: readonly number[];
  readonly packets: readonly NumberedPacket[];
}

/** A packet that came out, on an interface or (`local`) to the firewall itself. */
export interface Arrival {
  readonly interface: string;
  readonly source?: string;
  readonly destination?: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly hopLimit?: number;
}

/** What came back. */
export interface Answer {
  readonly interface: string;
  readonly kind: string;
}

/** What happened to the packets of a case, by packet id, and the counters of its chains. */
export interface LabReport {
  readonly packets: Readonly<
    Record<string, { readonly arrivals: readonly Arrival[]; readonly answers: readonly Answer[] }>
  >;
  /** By `table chain`, in the order of the rules; null for a rule without a counter. */
  readonly counters: Readonly<Record<string, readonly (number | null)[]>>;
}

const program = fileURLToPath(new URL("lab.py", import.meta.url));

/** Root needs no user namespace; everybody else becomes root in one. */
function unshareArguments(): readonly string[] {
  const user = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  return [...user, "--net", "--mount", "--"];
}

/** Why this machine cannot run the lab; undefined when it can. */
export function labObstacle(): string | undefined {
  const probe =
    "nft add table inet probe && ip link add probe type veth peer name probe2 && /usr/bin/python3 -c ''";
  const done = spawnSync("unshare", [...unshareArguments(), "sh", "-c", probe], {
    encoding: "utf8",
  });
  if (done.status === 0) return undefined;
  return `no network namespace with nft, veth and python3: ${done.error?.message ?? done.stderr.trim()}`;
}

/** Runs cases one after the other in a network namespace of their own. */
export function runLab(cases: readonly LabCase[], cpu: number): Promise<readonly LabReport[]> {
  return new Promise((fulfil, fail) => {
    const child = spawn("unshare", [
      ...unshareArguments(),
      "/usr/bin/python3",
      program,
      String(cpu),
    ]);
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (part: Buffer) => out.push(part));
    child.stderr.on("data", (part: Buffer) => err.push(part));
    child.on("error", fail);
    child.on("close", (status) => {
      if (status === 0) fulfil(JSON.parse(Buffer.concat(out).toString()) as readonly LabReport[]);
      else fail(new Error(`the lab failed: ${Buffer.concat(err).toString()}`));
    });
    child.stdin.end(JSON.stringify(cases));
  });
}
