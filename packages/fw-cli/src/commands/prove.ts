import { open } from "node:fs/promises";
import { resolve } from "node:path";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { type EventSink, stepsWithin } from "../events.ts";
import { summarize, trialFailures, type TrialGroup } from "../proof/analysis/summary.ts";
import { seededRandom } from "../proof/drill/random.ts";
import {
  atProofPlace,
  loadOf,
  loadProvable,
  type PlaceOptions,
  type Provable,
} from "../proof/place.ts";
import type { FaultName } from "../proof/presets.ts";
import type { Mode } from "../proof/proof-config.ts";
import { prove, type ProveOptions } from "../proof/prove.ts";
import { reportHtml } from "../proof/report/html.ts";
import { reportText } from "../proof/report/text.ts";
import { printResult } from "../ui/print.ts";
import { progressView } from "../ui/progress.ts";
import { stepSequence } from "../ui/step-sequence.ts";

/** How `fw prove` was called. */
export interface ProveCommandOptions extends PlaceOptions {
  readonly modes: readonly Mode[];
  readonly faults: readonly FaultName[];
  readonly trials: number;
  readonly flows: number;
  /** Idle connections; absent: as many as flows. */
  readonly idle: number | undefined;
  /** Seconds that the flows of a trial live before the fault. */
  readonly hold: number;
  /** Absent: a new one, which is printed. */
  readonly seed: number | undefined;
  /** Where to write the report with its plots. */
  readonly html: string | undefined;
}

/** `fw prove`: counts the connections that survive each fault; 1 on a single dead one. */
export async function proveCommand(
  context: Context,
  options: ProveCommandOptions,
): Promise<number> {
  const { io } = context;
  const provable = await loadProvable(context, options.advertMs);
  const { modes, faults, trials, flows } = options;
  const seed = options.seed ?? newSeed();
  if (context.dryRun) {
    const plan = {
      lab: provable.config.name,
      driver: options.driver,
      modes,
      faults,
      trials,
      flows,
    };
    printResult(context, plan, () =>
      modes
        .flatMap((mode) =>
          faults.map((fault) => `${trials} × ${fault}, ${mode}, ${flows} flows a class`),
        )
        .join("\n"),
    );
    return 0;
  }
  const html = options.html === undefined ? undefined : resolve(io.cwd, options.html);
  if (html !== undefined) await requireWritable(html, options.html);

  const groups = await proveAt(context, provable, options, seed);
  if (html !== undefined) await writeReport(html, provable.config.name, groups);
  return printVerdict(context, groups, { seed, html, driver: options.driver });
}

/** The proof itself; its view of the progress ends before the verdict is printed. */
async function proveAt(
  { io, json }: Context,
  provable: Provable,
  { modes, faults, trials, flows, ...options }: ProveCommandOptions,
  seed: number,
): Promise<readonly TrialGroup[]> {
  using view = progressView(io, json);
  const { sink } = view;
  return await atProofPlace(io, provable, options, sink, (place) => {
    const progress = groupProgress(sink, modes, faults, trials);
    const step = stepsWithin(progress, io.signal);
    return prove(provable.config, {
      modes,
      faults,
      trials,
      flows,
      signal: io.signal,
      tcpIntervalMs: 10,
      ...loadOf(place),
      ...(options.idle !== undefined && { idle: options.idle }),
      holdMs: 1000 * options.hold,
      random: seededRandom(seed),
      place: { ...place, step },
      onTrial: progress.onTrial,
    }).catch((error: unknown) => progress.fail(error));
  });
}

/** One step for each fault and mode, which tells how many of its trials are through. */
function groupProgress(
  sink: EventSink,
  modes: readonly Mode[],
  faults: readonly FaultName[],
  trials: number,
): {
  progress(detail: string): void;
  readonly onTrial: NonNullable<ProveOptions["onTrial"]>;
  fail(error: unknown): never;
} {
  const names = modes.flatMap((mode) => faults.map((fault) => `${fault}, ${mode}`));
  const steps = stepSequence(sink, names);
  let done = 0;
  let failures = 0;
  return {
    progress: (detail) => steps.progress(detail),
    onTrial(_mode, _fault, trial) {
      done += 1;
      failures += trialFailures(trial).length;
      steps.progress(`${done} of ${trials} trials`);
      if (done < trials) return;
      const trialsDone = done === 1 ? "1 trial" : `${done} trials`;
      steps.done(failures === 0 ? `${trialsDone}, every flow lived` : `${failures} failures`);
      [done, failures] = [0, 0];
    },
    fail: (error) => steps.fail(error),
  };
}

function printVerdict(
  context: Context,
  groups: readonly TrialGroup[],
  facts: { readonly seed: number; readonly html: string | undefined; readonly driver: string },
): number {
  const summaries = groups.map(summarize);
  const ok = summaries.every(({ failures }) => failures.length === 0);
  const { seed, html, driver } = facts;
  printResult(context, { ok, driver, seed, html: html ?? null, groups: summaries }, () =>
    [
      reportText(summaries),
      "",
      ok ? "proven: every flow lived" : "not proven: flows died or policy was broken, see ✗",
      ...(html === undefined
        ? ["  → look at each trial: fw prove --html proof.html"]
        : [`report: ${html}`]),
    ].join("\n"),
  );
  return ok ? 0 : 1;
}

async function writeReport(
  path: string,
  lab: string,
  groups: readonly TrialGroup[],
): Promise<void> {
  await using file = await open(path, "w");
  await file.writeFile(reportHtml(`Failover of ${lab}`, groups));
}

/** Long work must not end with a report that cannot be written. */
async function requireWritable(path: string, given = path): Promise<void> {
  try {
    await (await open(path, "a")).close();
  } catch (cause) {
    throw new FwError("E_USAGE", `${path} cannot be written: ${(cause as Error).message}`, {
      place: "--html",
      value: given,
      hint: "name another file with --html",
      exitCode: 2,
      cause,
    });
  }
}

/** Small, so that it can be typed again. */
function newSeed(): number {
  return Math.floor(Math.random() * 1_000_000);
}
