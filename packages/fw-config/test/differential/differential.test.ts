import { availableParallelism } from "node:os";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { resolve, validate, type Config, type Model } from "../../src/index.ts";
import { disagreements, labCase, returnsToFirewall, type Trial } from "./disagreements.ts";
import { labObstacle, runLab } from "./lab.ts";
import { randomConfig } from "./random-config.ts";
import { randomPackets } from "./random-packet.ts";

const packetsInAll = Number(process.env["FW_DIFFERENTIAL_PACKETS"] ?? 5000);
const seed = Number(process.env["FW_DIFFERENTIAL_SEED"] ?? 20_240_229);
const policies = Math.max(200, Math.ceil(packetsInAll / 100));
const packetsEach = Math.ceil(packetsInAll / policies);
/** Policies of one lab process. */
const chunk = 10;

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
  const packets = randomPackets(model, packetsEach, isWelcome);
  return {
    number,
    model,
    role,
    packets: fc.sample(packets, { seed: seed + number, numRuns: 1 })[0] ?? [],
  };
}

/** Runs all trials, as many labs at a time as there are processors. */
async function runAll(all: readonly Trial[]): Promise<readonly string[]> {
  const found: string[] = [];
  const starts = Array.from({ length: Math.ceil(all.length / chunk) }, (_, i) => i * chunk);
  const worker = async (cpu: number): Promise<void> => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const own = all.slice(start, start + chunk);
      const reports = await runLab(own.map(labCase), cpu);
      found.push(...own.flatMap((trial, i) => disagreements(trial, reports[i])));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, (_, cpu) => worker(cpu)));
  return found;
}

const obstacle = labObstacle();
if (obstacle !== undefined) console.warn(`The differential test is skipped: ${obstacle}`);

describe.skipIf(obstacle !== undefined)("evaluate and the kernel", () => {
  test(
    `agree on ${policies * packetsEach} packets over ${policies} policies, FW_DIFFERENTIAL_SEED=${seed}`,
    { timeout: 3_600_000 },
    async () => {
      const configs = fc.sample(randomConfig, { seed, numRuns: policies });
      const found = await runAll(configs.map(trialOf));
      expect(found.slice(0, 5).join("\n\n"), `${found.length} disagreements`).toBe("");
    },
  );
});
