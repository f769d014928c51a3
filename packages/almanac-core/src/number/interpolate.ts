/** A piecewise linear function: ascending x, y; constant outside. */
export function interpolate(points: readonly (readonly [number, number])[], x: number): number {
  const next = points.findIndex(([from]) => from > x);
  if (next === 0) return points[0]?.[1] ?? 0;
  const [x0, y0] = points.at(next < 0 ? -1 : next - 1) ?? [0, 0];
  const [x1, y1] = points.at(next) ?? [1, 0];
  return next < 0 ? y0 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
