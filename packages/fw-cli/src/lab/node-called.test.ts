import { readFileSync } from "node:fs";

import { check } from "fw-config";
import { expect, it } from "vitest";

import { SEED } from "../../test/fw.ts";
import type { Driver } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import type { Lab } from "./lab.ts";
import { nodeCalled } from "./node-called.ts";

const { model } = check(readFileSync(SEED, "utf8"), { profile: "netns" });
if (model === undefined) throw new Error("the seed config does not resolve");
const vips = model.ha.vips.map(({ address }) => ({
  iface: "eth0",
  mac: undefined,
  address: `${address}/32`,
}));

/** A lab in which these nodes hold every virtual address. */
function labWith(...primaries: readonly string[]): Lab {
  const addresses: Driver["addresses"] = async (name) => (primaries.includes(name) ? vips : []);
  return {
    ...({ model, driver: { addresses }, paths: { serverLog: "" } } as unknown as Lab),
    state: { name: "lab", machines: { driver: "netns" } } as Lab["state"],
  };
}

it.each([
  ["primary", "fw-2", "fw-2"],
  ["backup", "fw-2", "fw-1"],
  ["primary", "fw-1", "fw-1"],
  ["client", "fw-1", "client"],
])("%s is, while %s holds the virtual addresses, %s", async (word, primary, name) => {
  expect((await nodeCalled(labWith(primary), word)).name).toBe(name);
});

it.each([
  [
    "primary",
    [],
    "it is not clear who is primary: neither fw-1 nor fw-2 holds every virtual address",
  ],
  [
    "backup",
    [],
    "it is not clear who is backup: neither fw-1 nor fw-2 holds every virtual address",
  ],
  [
    "primary",
    ["fw-1", "fw-2"],
    "it is not clear who is primary: fw-1 and fw-2 both hold every virtual address",
  ],
  [
    "backup",
    ["fw-1", "fw-2"],
    "it is not clear who is backup: fw-1 and fw-2 both hold every virtual address",
  ],
])("%s is nobody while %j hold them", async (word, primaries, message) => {
  await expect(nodeCalled(labWith(...primaries), word)).rejects.toMatchObject({
    code: "E_NOT_READY",
    message,
    hint: "see what they do: fw status; or name the one you mean: fw-1, fw-2",
  });
});

it("no machine's name is answered with all names and the roles", async () => {
  await expect(nodeCalled(labWith("fw-1"), "fw-3")).rejects.toEqual(
    new FwError("E_USAGE", "lab lab has no machine called fw-3", {
      place: "NODE",
      value: "fw-3",
      hint: "did you mean fw-1? its machines: fw-1, fw-2, client; or by their roles: primary, backup",
      exitCode: 2,
    }),
  );
});
