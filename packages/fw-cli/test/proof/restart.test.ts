import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { check } from "fw-config";
import { expect, test } from "vitest";

import { kill } from "../../src/faults/kill.ts";
import { converged } from "../../src/lab/converged.ts";
import { reportedRole, vipHolders } from "../../src/lab/roles.ts";
import { startOwnLab } from "../../src/proof/own-lab.ts";
import { planProof } from "../../src/proof/proof-config.ts";

const SEED = new URL("../../../../fw.config.yaml", import.meta.url);

/** Its unit waits 100 ms before it starts again: until then the end of the old one shows. */
const GONE_MS = 80;

test("every restart of keepalived is noticed, with its priority-0 advertisement or without", async () => {
  const { config } = check(readFileSync(SEED, "utf8"), { file: "fw.config.yaml" });
  if (config === undefined) throw new Error("the seed config is not valid");
  await using lab = await startOwnLab(planProof(config, "routed").config);
  for (const hard of [true, false, true, false]) {
    const [primary = ""] = await vipHolders(lab);
    await kill(lab, primary, "keepalived", hard);
    await sleep(GONE_MS);
    expect(await reportedRole(lab.driver, primary), "the role while it is gone").toBe("fault");
    expect(await vipHolders(lab), "who holds the addresses").not.toContain(primary);
    await converged(lab);
    expect(await vipHolders(lab)).not.toEqual([primary]);
  }
}, 60_000);
