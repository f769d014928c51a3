import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { check } from "fw-config";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { programFile } from "../../src/package.ts";
import { type OwnLab, startOwnLab } from "../../src/proof/own-lab.ts";
import { planProof, type ProofPlan } from "../../src/proof/proof-config.ts";
import { waitsFor } from "../../src/proof/prove.ts";
import type { TrialPlan } from "../../src/proof/trial-plan.ts";
import type { TrialResult } from "../../src/proof/trial-result.ts";
import { runTrial } from "../../src/proof/trial.ts";

const SEED = new URL("../../../../fw.config.yaml", import.meta.url);
const TESTER = programFile("tester");

/** Processes below this one whose command line has the words: those of our trial alone. */
function ours(words: RegExp): readonly number[] {
  const parents = new Map(
    readdirSync("/proc")
      .map(Number)
      .filter((pid) => pid > 0)
      .flatMap((pid) => {
        const stat = read(pid, "stat");
        return stat === "" ? [] : [[pid, parentIn(stat)] as const];
      }),
  );
  const isOurs = (pid: number): boolean =>
    pid === process.pid || (parents.has(pid) && isOurs(parents.get(pid) ?? 0));
  return [...parents.keys()].filter((pid) => isOurs(pid) && words.test(read(pid, "cmdline")));
}

/** proc(5), field 4 of stat. */
function parentIn(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

describe("a trial", { timeout: 90_000 }, () => {
  let lab: OwnLab;
  let proof: ProofPlan;

  beforeAll(async () => {
    if (!existsSync(TESTER))
      throw new Error("the testers run from the build: pnpm --filter fw-cli build");
    const { config } = check(readFileSync(SEED, "utf8"), { file: "fw.config.yaml" });
    if (config === undefined) throw new Error("the seed config is not valid");
    proof = planProof(config, "routed");
    lab = await startOwnLab(proof.config);
  }, 60_000);

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  const run = (plan: Partial<TrialPlan>): Promise<TrialResult> =>
    runTrial(lab, proof, {
      ...waitsFor(lab.model.ha),
      flows: 3,
      tcpIntervalMs: 20,
      steps: [],
      ...plan,
    });

  test("in which nothing was done to the pair is no pass for a fault", async () => {
    const { surprise, classes } = await run({ takeover: "must" });
    expect(surprise).toContain("did not change");
    expect(classes.flatMap(({ dead }) => dead)).toEqual([]);
  });

  test.each([
    ["tester", /^\S*node .*bundle\/tester\.js/],
    ["watch for resets", /^tcpdump /],
  ])("whose %s exited is discarded", async (_what, words) => {
    const trial = run({}).catch((error: unknown) => String(error));
    await sleep(1_500);
    const [victim] = ours(words);
    if (victim === undefined) throw new Error("nothing to kill");
    process.kill(victim, "SIGKILL");
    expect(await trial).toContain("exited; trial discarded");
  });

  test("whose testers did not run is not measurable, and loses nothing by that", async () => {
    const trial = run({ steps: [{ do: "wait", ms: 1_000 }] });
    for (let round = 0; round < 12; round += 1) {
      const testers = ours(/^\S*node .*bundle\/tester\.js/);
      for (const pid of testers) process.kill(pid, "SIGSTOP");
      await sleep(150);
      for (const pid of testers) process.kill(pid, "SIGCONT");
      await sleep(150);
    }
    const { notMeasurable, classes } = await trial;
    expect(notMeasurable).toContain("did not run");
    expect(classes.flatMap(({ dead }) => dead)).toEqual([]);
  });
});
