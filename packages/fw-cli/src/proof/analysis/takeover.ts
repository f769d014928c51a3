import { type Model, takeoverMs } from "fw-config";

import type { Tenure } from "./ownership.ts";

/** Whether the primary has to be another one after a fault. */
export type Takeover = "must" | "must-not" | "may";

/** How long the faults that end by themselves keep the primary away, in milliseconds. */
const awayMs: Readonly<Record<string, number>> = { pause: 1_000, partition: 4_000 };
const harmless: ReadonlySet<string> = new Set(["none", "sync-link", "kill-conntrackd"]);

/** What a named fault at the primary has to lead to. */
export function takeoverBy(fault: string, { ha }: Model): Takeover {
  if (harmless.has(fault)) return "must-not";
  // Its unit starts it again, perhaps before anybody has missed it.
  if (fault === "kill-keepalived" || (fault === "switchover" && ha.published)) return "may";
  const away = awayMs[fault];
  return away === undefined || away > 2 * takeoverMs(ha) ? "must" : "may";
}

/** What is wrong with who was primary; undefined when it is as it must be. */
export function surprise(
  takeover: Takeover,
  tenures: readonly Tenure[],
  fault: number,
  until: number,
): string | undefined {
  const before = new Set(tenures.filter((t) => holds(t, fault)).map(({ node }) => node));
  const later = tenures.filter(({ from }) => from > fault && from < until);
  const changed = later.some(({ node }) => !before.has(node));
  if (before.size === 0) return "nobody was primary before the fault";
  if (takeover === "must" && !changed) {
    return "the primary did not change: the fault did not happen, or nobody took over";
  }
  if (takeover === "must-not" && changed) return "the primary changed and must not have";
  return undefined;
}

function holds({ from, to }: Tenure, at: number): boolean {
  return from <= at && (to === undefined || to >= at);
}
