/** Order statistics of repeated measurements. */
export interface Quantiles {
  readonly count: number;
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** Nearest-rank quantiles; undefined for no values. */
export function quantiles(values: readonly number[]): Quantiles | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  if (sorted.length === 0) return undefined;
  return { count: sorted.length, min: rank(0), median: rank(0.5), p95: rank(0.95), max: rank(1) };
}
