/// <reference types="node" />
import { setImmediate } from "node:timers/promises";

import fc from "fast-check";

/** What is wrong with how one input is taken. */
export type Faults = readonly string[];

/** How many inputs of each kind, and which. */
export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
}

/** What became of the inputs of one kind. */
export interface FuzzOutcome {
  readonly runs: number;
  /** The smallest input that was found, and how to try it again; absent when all were taken well. */
  readonly finding?: string;
}

/** One kind of hostile input. */
export interface FuzzKind {
  readonly title: string;
  try(options: FuzzOptions): Promise<FuzzOutcome>;
}

/** One seed unless told otherwise: a run in CI tries what the last one tried. */
export const fuzzOptions: FuzzOptions = {
  runs: Number(process.env["FW_FUZZ_RUNS"] ?? 100),
  seed: Number(process.env["FW_FUZZ_SEED"] ?? 20_261_128),
};

/** Time that no input of this size may need, on however busy a machine: most need a few milliseconds. */
const mostMs = 20_000;

/** The faults of one input, to which too long a time belongs. */
async function inTime(work: () => Faults | Promise<Faults>): Promise<Faults> {
  const start = performance.now();
  const faults = await work();
  const ms = performance.now() - start;
  return ms < mostMs ? faults : [...faults, `it took ${ms} ms`];
}

/** What the process itself warned of meanwhile: a library did, and nobody asked it to. */
async function warningsDuring(work: () => Promise<void>): Promise<readonly string[]> {
  const warnings: string[] = [];
  const listen = ({ message }: Error): void => void warnings.push(message);
  process.on("warning", listen);
  await work();
  await setImmediate();
  process.off("warning", listen);
  return warnings;
}

/** A kind of input, and what is wrong with how one is taken. */
export function fuzzKind<T>(
  title: string,
  inputs: fc.Arbitrary<T>,
  faultsOf: (input: T) => Faults | Promise<Faults>,
): FuzzKind {
  return {
    title,
    async try({ runs, seed }) {
      const property = fc.asyncProperty(inputs, async (input) => {
        const faults = await inTime(() => faultsOf(input));
        if (faults.length > 0) throw new Error(faults.join("\n"));
      });
      let finding: string | undefined;
      const [warning] = await warningsDuring(async () => {
        finding = fc.defaultReportMessage(await fc.check(property, { numRuns: runs, seed }));
      });
      finding ??= warning && `the process warned: ${warning}`;
      return { runs, ...(finding === undefined ? {} : { finding }) };
    },
  };
}

/** Tries every kind, prints what became of each, and ends the process with 1 after a finding. */
export async function fuzzAll(kinds: readonly FuzzKind[]): Promise<void> {
  for (const kind of kinds) {
    const start = process.cpuUsage();
    const { runs, finding } = await kind.try(fuzzOptions);
    const { user, system } = process.cpuUsage(start);
    const cost = `${((user + system) / 1000 / runs).toFixed(2)} ms each`;
    console.log(`seed ${fuzzOptions.seed}: ${runs} runs, ${cost}: ${kind.title}`);
    if (finding === undefined) continue;
    console.log(finding);
    process.exitCode = 1;
  }
}
