import type { FaultStep } from "../faults/step.ts";
import type { DroppedWithoutState } from "./analysis/dropped.ts";
import type { ClassOutcome } from "./analysis/flow-classes.ts";
import type { Conditions } from "./analysis/measurable.ts";
import type { Ownership, Tenure } from "./analysis/ownership.ts";
import type { Spot } from "./monitors/reset-watch.ts";
import type { RoleTenure } from "./monitors/role-watch.ts";

/** What one trial came to. Times are milliseconds; instants count from the fault. */
export interface TrialResult {
  readonly classes: readonly ClassOutcome[];
  /** Resets that a firewall made and that reached a tester while nobody closed anything. */
  readonly resets: readonly Spot[];
  /** Resets by testers: of new connections whose opening was torn apart, never of a held flow. */
  readonly foreignResets: number;
  readonly ownership: readonly Ownership[];
  /** Longest time without a new connection; absent when none was admitted any more. */
  readonly admissionMs?: number;
  /** New connections that got through although the policy denies them. */
  readonly deniedButOpen: number;
  /** Entries of each firewall's connection table before the fault and at the end; absent when it was off. */
  readonly entries: readonly {
    readonly node: string;
    readonly before?: number;
    readonly after?: number;
  }[];
  /** Packets that each firewall dropped during the trial because no conntrack entry matched; absent when it was off. */
  readonly dropped: readonly { readonly node: string; readonly packets?: DroppedWithoutState }[];
  readonly conditions: Conditions;
  /** Why the times are those of a busy host and not the pair's; absent when they are the pair's. */
  readonly notMeasurable?: string;
  /** What is wrong with who was primary; absent when it is as it must be. */
  readonly surprise?: string;
  readonly timeline: Timeline;
}

/** A step that was done to the pair. */
export interface GivenStep {
  readonly step: FaultStep;
  /** When its command began. */
  readonly at: number;
  /**
   * When it took effect, which a busy host delays: a machine that is switched off was silent, a
   * cable was out, a daemon had its signal. Absent for what does nothing to the pair at one instant.
   */
  readonly effectAt?: number;
}

/** What a plot of the trial shows. */
export interface Timeline {
  readonly from: number;
  readonly to: number;
  /** When the effects of the fault were over; gaps that begin later are none of its. */
  readonly settled: number;
  readonly tenures: readonly Tenure[];
  readonly roles: readonly RoleTenure[];
  readonly resets: readonly number[];
  readonly steps: readonly GivenStep[];
  /** Arrivals of one flow of each class. */
  readonly arrivals: readonly { readonly name: string; readonly at: readonly number[] }[];
}
