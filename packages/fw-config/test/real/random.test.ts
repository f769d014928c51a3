import * as fc from "fast-check";
import { expect, test } from "vitest";

import { render, resolve } from "../../src/index.ts";
import { randomConfig } from "../differential/random-config.ts";
import { checkConntrackd, checkKeepalived, checkNftables } from "./checkers.ts";
import { missing, withFiles } from "./namespace.ts";

const reason = missing("keepalived", "conntrackd", "nft");
if (reason !== undefined) console.warn(`skipped: random configurations: ${reason}`);

/** `FW_RANDOM_CONFIGS=500` for the long run; a seed repeats one. */
const numRuns = Number(process.env["FW_RANDOM_CONFIGS"] ?? 15);
const seed = process.env["FW_RANDOM_SEED"];

test.skipIf(reason !== undefined)(
  "the daemons accept what any configuration becomes",
  () => {
    fc.assert(
      fc.property(randomConfig, fc.nat(1), (config, member) => {
        const { model } = resolve(config);
        const node = model?.nodes[member];
        if (model === undefined || node === undefined)
          throw new Error("the configuration is invalid");
        withFiles(render(model), node.name, (files) => {
          expect(checkKeepalived(node, files)).toStrictEqual({ code: 0, output: "" });
          expect(checkConntrackd(node, files)).toMatchObject({ code: 0 });
          expect(checkNftables(node, files)).toMatchObject({ code: 0 });
        });
      }),
      { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) },
    );
  },
  3_600_000,
);
