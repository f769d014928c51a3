import type { Context } from "../context.ts";
import { acquireLock } from "../host/lock.ts";
import type { Lab } from "../lab/lab.ts";

/** What came of a fault. */
export interface FaultReport {
  /** For the user, in a sentence. */
  readonly said: string;
  /** False when the lab was like that already. */
  readonly changed: boolean;
  /** Commands that show what came of it or undo it. */
  readonly next: readonly string[];
  /** What the machine did before and does now, where the fault is about that. */
  readonly before?: string;
  readonly state?: string;
}

/** Where a fault is injected, and what a user would type for it. */
export interface FaultTarget {
  readonly lab: Lab;
  /** The node that is meant, by its name. */
  readonly node?: string;
  readonly text: string;
}

/** A fault that was injected, or with `--dry-run` would be: then it has no report. */
export interface InjectedFault {
  readonly target: FaultTarget;
  readonly report?: FaultReport;
}

/** Takes the lab's lock and injects the fault; with `--dry-run` neither. */
export async function injectFault(
  { io, dryRun }: Context,
  target: FaultTarget,
  inject: () => Promise<FaultReport>,
): Promise<InjectedFault> {
  if (dryRun) return { target };
  // From here on Ctrl-C is heeded: the lock must not stay.
  io.signal.throwIfAborted();
  const { paths, state } = target.lab;
  await using _ = await acquireLock(paths.lock, `lab ${state.name}`, { evenWithoutRoom: true });
  return { target, report: await inject() };
}
