import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { stepsWithin } from "../events.ts";
import { parseSteps } from "../faults/parse-step.ts";
import { type FaultStep, stepText } from "../faults/step.ts";
import { drill, type DrillRun } from "../proof/drill/drill.ts";
import {
  atProofPlace,
  loadOf,
  loadProvable,
  type PlaceOptions,
  type Provable,
} from "../proof/place.ts";
import type { Mode } from "../proof/proof-config.ts";
import { printResult } from "../ui/print.ts";
import { progressView } from "../ui/progress.ts";
import { stepSequence } from "../ui/step-sequence.ts";

/** How `fw drill` was called. */
export interface DrillCommandOptions extends PlaceOptions {
  readonly mode: Mode;
  /** Of the first run; each run has the next one. */
  readonly seed: number;
  readonly runs: number;
  readonly flows: number;
  /** Look for a shorter sequence that fails too. */
  readonly shrink: boolean;
  /** Steps to do instead of what the seed draws. */
  readonly steps: string | undefined;
}

/** `fw drill`: generated sequences of faults under load, and an oracle; 1 on one violation. */
export async function drillCommand(
  context: Context,
  options: DrillCommandOptions,
): Promise<number> {
  const { mode, seed, runs: count, flows } = options;
  const steps = options.steps === undefined ? undefined : stepsOf(options.steps);
  const provable = await loadProvable(context, options.advertMs);
  if (context.dryRun) {
    const plan = { lab: provable.config.name, driver: options.driver, mode, seed, runs: count };
    printResult(
      context,
      plan,
      () => `${count} drills from seed ${seed}, ${mode}, ${flows} flows a class`,
    );
    return 0;
  }
  return printVerdict(context, await drillAt(context, provable, options, steps));
}

/** The drills themselves; their view of the progress ends before the verdict is printed. */
async function drillAt(
  { io, json }: Context,
  provable: Provable,
  options: DrillCommandOptions,
  steps: readonly FaultStep[] | undefined,
): Promise<readonly DrillRun[]> {
  const { mode, seed, runs: count, flows, shrink } = options;
  const names = Array.from({ length: count }, (_, index) => `drill ${seed + index}, ${mode}`);
  using view = progressView(io, json);
  const { sink } = view;
  return await atProofPlace(io, provable, options, sink, (place) => {
    const sequence = stepSequence(sink, names);
    return drill(provable.config, {
      mode,
      firstSeed: seed,
      runs: count,
      flows,
      shrink,
      signal: io.signal,
      ...loadOf(place),
      ...(steps && { steps }),
      place: { ...place, step: stepsWithin(sequence, io.signal) },
      onRun: (run) => sequence.done(runText(run)),
    }).catch((error: unknown) => sequence.fail(error));
  });
}

function stepsOf(text: string): readonly FaultStep[] {
  try {
    return parseSteps(text);
  } catch (error) {
    throw new FwError("E_USAGE", `--steps: ${(error as Error).message}`, {
      place: "--steps",
      value: text,
      hint: "write them as fw drill prints them, like: power primary off; wait 400 ms; heal; settle",
      exitCode: 2,
    });
  }
}

function runText({ steps, violations }: DrillRun): string {
  const faults = steps.filter(({ do: verb }) => !["wait", "heal", "settle"].includes(verb)).length;
  return `${faults} faults, ${violations.length === 0 ? "no violation" : `${violations.length} violations`}`;
}

function printVerdict(context: Context, runs: readonly DrillRun[]): number {
  const failed = runs.filter(({ violations }) => violations.length > 0);
  const ok = failed.length === 0;
  const value = {
    ok,
    runs: runs.map(({ seed, mode, steps, violations, shrunk, result }) => ({
      seed,
      mode,
      violations,
      steps: steps.map(stepText),
      ...(result && { givenMs: result.timeline.steps.map(({ at }) => Math.round(at)) }),
      ...(shrunk && { shrunk: shrunk.map(stepText) }),
    })),
  };
  printResult(context, value, () =>
    [
      ...failed.map(failureText),
      ok
        ? `${runs.length} drills, no violation`
        : `${failed.length} of ${runs.length} drills broke a promise`,
    ].join("\n"),
  );
  return ok ? 0 : 1;
}

function failureText({ seed, mode, steps, shrunk, violations, result }: DrillRun): string {
  const given = result?.timeline.steps.map(({ at }) => `${at.toFixed(0)} ms: `);
  return [
    `drill ${seed}, ${mode}:`,
    ...violations.map((violation) => `  ✗ ${violation}`),
    ...steps.map((step, i) => `    ${given?.[i] ?? ""}${stepText(step)}`),
    `  → again: fw drill --mode ${mode} --replay ${seed}`,
    ...(shrunk === undefined
      ? []
      : [`  → shorter: fw drill --mode ${mode} --steps '${shrunk.map(stepText).join("; ")}'`]),
    "",
  ].join("\n");
}
