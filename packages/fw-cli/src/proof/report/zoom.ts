import type { Timeline } from "../trial-result.ts";

/** A part of a trial, in milliseconds from the fault. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The longest time without an arrival that ends after the fault and begins before all is settled. */
export function longestGapOf(arrivals: readonly number[], settled: number): Span | undefined {
  let longest: Span | undefined;
  for (let i = 1; i < arrivals.length; i += 1) {
    const [from = 0, to = 0] = [arrivals[i - 1], arrivals[i]];
    if (
      to >= 0 &&
      from < settled &&
      to - from > (longest === undefined ? 0 : longest.to - longest.from)
    ) {
      longest = { from, to };
    }
  }
  return longest;
}

const LEAST_MS = 120;

/** The part in which things happen: a little before the fault until all flows and owners are back. */
export function zoomOf({ to, settled, steps, tenures, arrivals }: Timeline): Span {
  const gaps = arrivals
    .filter(({ name }) => name !== "idle")
    .flatMap(({ at }) => longestGapOf(at, settled) ?? []);
  const begun = tenures.map((tenure) => tenure.from).filter((at) => at > 0);
  const last = Math.max(
    LEAST_MS,
    ...gaps.map((gap) => gap.to),
    ...steps.map(({ at }) => at),
    ...begun,
  );
  return { from: -last * 0.25, to: Math.min(to, last * 1.25) };
}
