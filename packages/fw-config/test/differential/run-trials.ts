import { availableParallelism } from "node:os";

import { disagreements, labCase, type Trial } from "./disagreements.ts";
import { runLab } from "./lab.ts";

/** Policies of one lab process. */
const chunk = 10;

/** Runs all trials, as many labs at a time as there are processors: everything that differs. */
export async function runTrials(all: readonly Trial[]): Promise<readonly string[]> {
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
