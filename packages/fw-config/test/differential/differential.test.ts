import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { resolve, validate, type Config, type Model } from "../../src/index.ts";
import { compilePolicy } from "../../src/policy/evaluate.ts";
import { cornerTrials } from "./corners.ts";
import { returnsToFirewall, type Trial } from "./disagreements.ts";
import { fixedTrials } from "./fixed-trials.ts";
import { helperTrials } from "./helper-trials.ts";
import { labObstacle } from "./lab.ts";
import { randomConfig } from "./random-config.ts";
import { randomOpenings } from "./random-opening.ts";
import { randomPackets } from "./random-packet.ts";
import { runTrials } from "./run-trials.ts";
import { notAsked, tallyOf, tallyText } from "./tally.ts";

const packetsInAll = Number(process.env["FW_DIFFERENTIAL_PACKETS"] ?? 5000);
const seed = Number(process.env["FW_DIFFERENTIAL_SEED"] ?? 20_240_229);
const policies = Math.max(200, Math.ceil(packetsInAll / 100));
const packetsEach = Math.ceil(packetsInAll / policies);
/** The number of the first packet that opens a conversation. */
const firstOpening = 1000;

function modelOf(config: Config): Model {
  const { model, diagnostics } = resolve(config);
  const all = [...validate(config).diagnostics, ...diagnostics];
  if (model === undefined || all.some((found) => found.severity === "error")) {
    throw new Error(all.map((found) => `${found.path.join(".")}: ${found.message}`).join("\n"));
  }
  return model;
}

/** Every fifth policy is asked of the backup; every fourth meets sources that are its own. */
function trialOf(config: Config, number: number): Trial {
  const model = modelOf(config);
  const role = number % 5 === 4 ? "backup" : "primary";
  const returns = returnsToFirewall(model, role);
  const isWelcome =
    number % 4 === 3 ? () => true : ({ source }: { source: string }) => !returns(source);
  const one = { seed: seed + number, numRuns: 1 };
  const packets = fc.sample(randomPackets(model, packetsEach, isWelcome), one)[0] ?? [];
  const openings = randomOpenings(model, compilePolicy(model, { role }), firstOpening);
  return { number, model, role, packets: [...packets, ...(fc.sample(openings, one)[0] ?? [])] };
}

const obstacle = labObstacle();
if (obstacle !== undefined) console.warn(`The differential test is skipped: ${obstacle}`);

function randomTrials(): readonly Trial[] {
  return fc.sample(randomConfig, { seed, numRuns: policies }).map(trialOf);
}

/** The first of all disagreements, behind their number; empty when there is none. */
async function disagreementsOf(trials: readonly Trial[]): Promise<string> {
  const found = await runTrials(trials);
  const shown = found.slice(0, 5).join("\n\n");
  return found.length === 0 ? "" : `${found.length} disagreements\n${shown}`;
}

describe.skipIf(obstacle !== undefined)("evaluate and the kernel", () => {
  test("agree where they once did not", { timeout: 60_000 }, async () => {
    expect(await disagreementsOf(fixedTrials(1))).toBe("");
  });

  test("agree on what every helper announces, translated or not", { timeout: 60_000 }, async () => {
    expect(await disagreementsOf(helperTrials(1))).toBe("");
  });

  const patient = { timeout: 300_000 };
  test("agree on every strange source to every strange destination", patient, async () => {
    expect(await disagreementsOf(cornerTrials(1))).toBe("");
  });

  test(
    `agree on ${policies * packetsEach} packets over ${policies} policies, FW_DIFFERENTIAL_SEED=${seed}`,
    { timeout: 3_600_000 },
    async () => {
      expect(await disagreementsOf(randomTrials())).toBe("");
    },
  );

  test("were asked about every kind of packet, under every way of translating", patient, () => {
    const tally = tallyOf([...fixedTrials(1), ...helperTrials(1), ...randomTrials()]);
    console.log(tallyText(tally));
    expect(notAsked(tally), "kinds that nobody asked about").toEqual([]);
  });
});
