import { execa } from "execa";
import type { Model } from "fw-config";

import { FwError } from "../../errors.ts";
import { shell } from "../../guest/shell.ts";

/** What a kernel can be built without, and nodes of some configs need. */
export interface KernelFeature {
  readonly name: string;
  /** The module that has it, and what probe-kernel.sh is told to use it. */
  readonly module: string;
  /** What of the config needs it; nothing: it is not needed. */
  readonly neededBy: (model: Model) => readonly string[];
}

/** Each of them. */
export const kernelFeatures: readonly KernelFeature[] = [
  {
    name: "VLANs",
    module: "8021q",
    neededBy: (model) => interfacesOf(model, "vlan"),
  },
  {
    name: "bonding",
    module: "bonding",
    neededBy: (model) => interfacesOf(model, "bond"),
  },
  {
    name: "flowtables",
    module: "nft_flow_offload",
    neededBy: ({ flowtable }) => (flowtable === undefined ? [] : ["policy.flowtable"]),
  },
];

function interfacesOf({ nodes }: Model, wanted: "vlan" | "bond"): readonly string[] {
  const interfaces = nodes.flatMap((node) => (node.vm === undefined ? [] : node.interfaces));
  return [...new Set(interfaces.filter(({ kind }) => kind === wanted).map(({ name }) => name))];
}

/**
 * Tries what the config needs of the kernel, before anything of a lab is made.
 *
 * @param complain uses a module in a fresh network namespace and returns the complaint
 * @throws FwError `E_NAMESPACE` with every feature that this host's kernel does not have
 */
export async function requireKernelFeatures(
  model: Model,
  complain: (module: string) => Promise<string> = complaintOf,
): Promise<void> {
  const missing: string[] = [];
  for (const { name, module, neededBy } of kernelFeatures) {
    const users = neededBy(model);
    if (users.length === 0 || !isTheKernels(await complain(module))) continue;
    missing.push(`${name} (module ${module}) for ${users.join(", ")}`);
  }
  if (missing.length === 0) return;
  throw new FwError("E_NAMESPACE", `this host's kernel lacks ${missing.join("; ")}`, {
    hint: `load it, or ${OTHER_KERNEL}`,
  });
}

/** What is complained of when a module is used in a fresh network namespace; empty when nothing is. */
export async function complaintOf(module: string): Promise<string> {
  const user = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const result = await execa(
    "unshare",
    [...user, "--net", "--", ...shell("probe-kernel", module)],
    {
      reject: false,
      stdin: "ignore",
      env: { LC_ALL: "C.UTF-8" },
    },
  );
  return result.stderr;
}

/** What helps against all of it. */
export const OTHER_KERNEL =
  "take virtual machines, which have Debian's kernel instead of this host's: --driver qemu";

/** What ip and nft say to a kind of link, an expression or a table that the kernel does not have. */
export function isTheKernels(complaint: string): boolean {
  return /Unknown device type|Operation not supported|Could not process rule: No such file/.test(
    complaint,
  );
}
