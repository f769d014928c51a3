/** A time in which a node held a virtual address; `to` is absent while it holds it still. */
export interface Tenure {
  readonly node: string;
  readonly vip: string;
  readonly from: number;
  readonly to?: number;
}

/** How long, within a window, a virtual address had more than one holder, and how long none. */
export interface Ownership {
  readonly vip: string;
  readonly twoMs: number;
  readonly noneMs: number;
}

/** Sums up who held an address between `from` and `to`. */
export function ownership(
  tenures: readonly Tenure[],
  vip: string,
  from: number,
  to: number,
): Ownership {
  const own = tenures.filter((tenure) => tenure.vip === vip);
  const clamp = (at: number): number => Math.min(Math.max(at, from), to);
  const bounds = own.flatMap((tenure) => [clamp(tenure.from), clamp(tenure.to ?? to)]);
  const times = [...new Set([from, ...bounds, to])].toSorted((a, b) => a - b);
  let [twoMs, noneMs] = [0, 0];
  for (let i = 1; i < times.length; i += 1) {
    const [start = 0, end = 0] = [times[i - 1], times[i]];
    const holders = new Set(
      own
        .filter((tenure) => tenure.from <= start && (tenure.to ?? to) >= end)
        .map(({ node }) => node),
    );
    if (holders.size === 0) noneMs += end - start;
    if (holders.size > 1) twoMs += end - start;
  }
  return { vip, twoMs, noneMs };
}
