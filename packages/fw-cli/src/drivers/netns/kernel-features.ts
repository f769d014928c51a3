import { execa } from "execa";
import type { Model } from "fw-config";

import { FwError } from "../../errors.ts";

/** What a kernel can be built without, and nodes of some configs need. */
export interface KernelFeature {
  readonly name: string;
  /** The module that has it. */
  readonly module: string;
  /** What of the config needs it; nothing: it is not needed. */
  readonly neededBy: (model: Model) => readonly string[];
  /** A shell program that uses it, for a fresh network namespace. */
  readonly probe: string;
}

const CARD = "ip link add fw0 type veth peer name fw1";

const FASTPATH = `table inet fw {
  flowtable fast { hook ingress priority 0; devices = { fw0 }; }
  chain forward { type filter hook forward priority 0; meta l4proto tcp flow add @fast; }
}`;

/** Each of them. */
export const kernelFeatures: readonly KernelFeature[] = [
  {
    name: "VLANs",
    module: "8021q",
    neededBy: (model) => interfacesOf(model, "vlan"),
    probe: `${CARD} && ip link add link fw0 name fw2 type vlan id 2`,
  },
  {
    name: "bonding",
    module: "bonding",
    neededBy: (model) => interfacesOf(model, "bond"),
    probe: "ip link add fw0 type bond",
  },
  {
    name: "flowtables",
    module: "nft_flow_offload",
    neededBy: ({ flowtable }) => (flowtable === undefined ? [] : ["policy.flowtable"]),
    probe: `${CARD} && nft '${FASTPATH}'`,
  },
];

function interfacesOf({ nodes }: Model, wanted: "vlan" | "bond"): readonly string[] {
  const interfaces = nodes.flatMap((node) => (node.vm === undefined ? [] : node.interfaces));
  return [...new Set(interfaces.filter(({ kind }) => kind === wanted).map(({ name }) => name))];
}

/**
 * Tries what the config needs of the kernel, before anything of a lab is made.
 *
 * @param complain runs a shell program in a fresh network namespace and returns its complaint
 * @throws FwError `E_NAMESPACE` with every feature that this host's kernel does not have
 */
export async function requireKernelFeatures(
  model: Model,
  complain: (script: string) => Promise<string> = complaintOf,
): Promise<void> {
  const missing: string[] = [];
  for (const { name, module, neededBy, probe } of kernelFeatures) {
    const users = neededBy(model);
    if (users.length === 0 || !isTheKernels(await complain(probe))) continue;
    missing.push(`${name} (module ${module}) for ${users.join(", ")}`);
  }
  if (missing.length === 0) return;
  throw new FwError("E_NAMESPACE", `this host's kernel lacks ${missing.join("; ")}`, {
    hint: `load it, or ${OTHER_KERNEL}`,
  });
}

/** What a shell program complains of in a fresh network namespace; empty when it is content. */
export async function complaintOf(script: string): Promise<string> {
  const user = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const result = await execa("unshare", [...user, "--net", "--", "sh", "-c", script], {
    reject: false,
    stdin: "ignore",
    env: { LC_ALL: "C.UTF-8" },
  });
  return result.stderr;
}

/** The cure for all of it. */
export const OTHER_KERNEL =
  "take virtual machines, which have Debian's kernel instead of this host's: --driver qemu";

/** What ip and nft say to a kind of link, an expression or a table that the kernel does not have. */
export function isTheKernels(complaint: string): boolean {
  return /Unknown device type|Operation not supported|Could not process rule: No such file/.test(
    complaint,
  );
}
