import type { FaultStep } from "../faults/step.ts";
import type { Takeover } from "./analysis/takeover.ts";
import type { FlowPlan } from "./traffic/trial-flows.ts";

/** How many flows are held and how long each part of a trial lasts. */
export interface TrialPlan extends FlowPlan {
  /** Milliseconds that the flows are held before all else; default: 0. */
  readonly holdMs?: number;
  /** Milliseconds of flowing before the fault. */
  readonly beforeMs: number;
  /** Milliseconds of flowing after the last step. */
  readonly afterMs: number;
  /** Milliseconds that are given to what was sent and has not arrived, after the senders stop. */
  readonly drainMs: number;
  /** What is done to the pair, in this order. */
  readonly steps: readonly FaultStep[];
  /** Whether the primary has to be another one afterwards; default: either will do. */
  readonly takeover?: Takeover;
  readonly signal?: AbortSignal;
}
