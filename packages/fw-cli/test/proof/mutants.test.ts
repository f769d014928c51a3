import { existsSync, readFileSync } from "node:fs";

import { type Artifact, check, type Config } from "fw-config";
import { beforeAll, describe, expect, test } from "vitest";

import { trialFailures } from "../../src/proof/analysis/summary.ts";
import { presetSteps } from "../../src/proof/faults/presets.ts";
import { startOwnLab } from "../../src/proof/own-lab.ts";
import { planProof } from "../../src/proof/proof-config.ts";
import { waitsFor } from "../../src/proof/prove.ts";
import { runTrial } from "../../src/proof/trial.ts";

const SEED = new URL("../../../../fw.config.yaml", import.meta.url);
const TESTER = new URL("../../dist/proof/tester/main.js", import.meta.url);

/** A known way to break a pair, as a change of one line of one file. */
interface Mutant {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** Each of these passes a demonstration with ping. */
const mutants: Readonly<Record<string, readonly Mutant[]>> = {
  "the new primary commits nothing": [
    { file: "notify-handler", from: /^ +control -c$/gm, to: "    :" },
  ],
  "no connection is copied": [
    {
      file: "conntrackd.conf",
      from: /Protocol Accept \{[^}]*\}/,
      to: "Protocol Accept {\n            SCTP\n        }",
    },
  ],
  "masquerade instead of the virtual address": [
    { file: "nftables.conf", from: /snat (ip )?to [\d.]+/g, to: "masquerade" },
  ],
  "a firewall answers with resets before the commit": [
    { file: "nftables.conf", from: /ct state invalid counter drop(?=\s+meta l4proto)/, to: "" },
    {
      file: "nftables.conf",
      from: /^(\s+ip daddr @vips_v4 .*)counter drop$/gm,
      to: "$1 meta l4proto tcp counter reject with tcp reset",
    },
    { file: "notify-handler", from: /^ +control -c$/gm, to: "    sleep 0.3; control -c" },
  ],
};

function mutate(changes: readonly Mutant[]): {
  readonly change: (file: Artifact) => Artifact;
  hits(): number;
} {
  let hits = 0;
  const change = (artifact: Artifact): Artifact => {
    const content = changes
      .filter(({ file }) => artifact.path.endsWith(file))
      .reduce((text, { from, to }) => text.replace(from, to), artifact.content);
    if (content !== artifact.content) hits += 1;
    return { ...artifact, content };
  };
  return { change, hits: () => hits };
}

async function failuresOf(config: Config, changes: readonly Mutant[]): Promise<readonly string[]> {
  const proof = planProof(config, "snat");
  const mutation = mutate(changes);
  await using lab = await startOwnLab(proof.config, mutation.change);
  expect(mutation.hits(), "files that the mutant changed").toBe(
    2 * new Set(changes.map(({ file }) => file)).size,
  );
  const plan = { ...waitsFor(lab.model.ha.advertIntervalMs), flows: 8, tcpIntervalMs: 20 };
  const result = await runTrial(lab, proof, {
    ...plan,
    steps: presetSteps("power-off", lab.model),
  });
  return trialFailures(result);
}

describe("the proof of a crash under SNAT", { timeout: 60_000 }, () => {
  let config: Config;

  beforeAll(() => {
    if (!existsSync(TESTER))
      throw new Error("the testers run from the build: pnpm --filter fw-cli build");
    const checked = check(readFileSync(SEED, "utf8"), { file: "fw.config.yaml" });
    if (checked.config === undefined) throw new Error("the seed config is not valid");
    config = checked.config;
  });

  test("passes what is generated", async () => {
    expect(await failuresOf(config, [])).toEqual([]);
  });

  test.each(Object.entries(mutants))("fails when %s", async (_name, changes) => {
    expect(await failuresOf(config, changes)).not.toEqual([]);
  });
});
