import { readFileSync } from "node:fs";

import { check, type Model } from "fw-config";
import { describe, expect, it } from "vitest";

import { shell } from "../../guest/shell.ts";
import { bootNode } from "./boot-node.ts";
import {
  complaintOf,
  isTheKernels,
  kernelFeatures,
  requireKernelFeatures,
} from "./kernel-features.ts";

const golden = new URL("../../../../fw-config/test/golden/", import.meta.url);

function exampleModel(name: string): Model {
  const text = readFileSync(new URL(`${name}/fw.config.yaml`, golden), "utf8");
  const { model } = check(text, { profile: "netns" });
  if (model === undefined) throw new Error(`the example ${name} is valid`);
  return model;
}

/** A kernel that has all but the features of these names. */
function kernelWithout(...names: readonly string[]): (module: string) => Promise<string> {
  const lacking = kernelFeatures.filter(({ name }) => names.includes(name));
  const modules = new Set(lacking.map(({ module }) => module));
  return async (module) => (modules.has(module) ? "Error: Unknown device type.\n" : "");
}

describe("requireKernelFeatures", () => {
  it.each([
    ["vlan", "VLANs", "lacks VLANs (module 8021q) for eth0.10, eth0.20"],
    ["redundant", "bonding", "lacks bonding (module bonding) for bond0"],
    ["redundant", "flowtables", "lacks flowtables (module nft_flow_offload) for policy.flowtable"],
  ])("names what %s needs and the kernel lacks: %s", async (example, feature, complaint) => {
    const model = exampleModel(example);
    await expect(requireKernelFeatures(model, kernelWithout(feature))).rejects.toMatchObject({
      code: "E_NAMESPACE",
      message: expect.stringContaining(complaint),
      hint: expect.stringContaining("--driver qemu"),
    });
    await expect(requireKernelFeatures(model, kernelWithout())).resolves.toBeUndefined();
  });

  it("does not mind what the config does not need", async () => {
    const nothing = kernelWithout(...kernelFeatures.map(({ name }) => name));
    await expect(requireKernelFeatures(exampleModel("seed"), nothing)).resolves.toBeUndefined();
  });

  it("leaves other obstacles to whoever meets them", async () => {
    const forbidden = async (): Promise<string> =>
      "unshare: unshare failed: Operation not permitted";
    const model = exampleModel("vlan");
    await expect(requireKernelFeatures(model, forbidden)).resolves.toBeUndefined();
  });
});

it.each(kernelFeatures)("$name: this kernel has them, or says so", async ({ module }) => {
  const complaint = await complaintOf(module);
  const foreseen = isTheKernels(complaint) || complaint.startsWith("unshare: ");
  expect(foreseen ? "" : complaint).toBe("");
});

describe("a node that does not start", () => {
  const [node] = exampleModel("seed").nodes;
  const failing = (complaint: string): Promise<unknown> => {
    if (node === undefined) throw new Error("the seed has nodes");
    const inside = () => shell("refuse", complaint);
    return bootNode(inside, node, { services: [], files: "/" });
  };

  it("is explained when the kernel lacks something", async () => {
    const complaint = "Error: Could not process rule: No such file or directory\nflowtable fast {";
    await expect(failing(complaint)).rejects.toMatchObject({
      message: `fw-1 does not start: ${complaint}`,
      hint: expect.stringContaining("kernel may lack that"),
    });
  });

  it("has no such hint when the reason is another one", async () => {
    await expect(failing("syntax error, unexpected string")).rejects.toMatchObject({
      hint: expect.not.stringContaining("kernel"),
    });
  });
});
