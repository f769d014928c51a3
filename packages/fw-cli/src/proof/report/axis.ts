/** Round numbers between two others, some five to ten of them, evenly spaced. */
export function roundSteps(from: number, to: number): readonly number[] {
  const rough = (to - from) / 8;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}

/** A place on a picture for each number from `from` to `to`; others are put at the nearer end. */
export function scale(
  from: number,
  to: number,
  left: number,
  right: number,
): (value: number) => number {
  const perUnit = (right - left) / (to - from);
  return (value) => left + (Math.min(Math.max(value, from), to) - from) * perUnit;
}
