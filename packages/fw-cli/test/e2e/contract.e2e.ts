import { describe, inject } from "vitest";

import { driverContract } from "../contract/driver-contract.ts";
import { makeQemuLab } from "./qemu-lab.ts";

const obstacle = inject("obstacle");

describe.skipIf(obstacle !== "")(`machines${obstacle && ` (${obstacle})`}`, () => {
  driverContract("qemu", makeQemuLab);
});
