const ROWS = 8;

/**
 * A chart of a value over days: the mean of each bunch of days, as bars of eighths of a line.
 *
 * @param columns - the width, in characters
 */
export function chartLines(
  values: readonly number[],
  columns: number,
  ascii: boolean,
): readonly string[] {
  const bunch = values.length / columns;
  const means = Array.from({ length: columns }, (_, i) => {
    const part = values.slice(Math.floor(i * bunch), Math.floor((i + 1) * bunch));
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  const [least, greatest] = [Math.min(...means), Math.max(...means)];
  const steps = ascii ? " #" : " ▁▂▃▄▅▆▇█";
  const eighths = steps.length - 1;
  return Array.from({ length: ROWS }, (_, i) => ROWS - 1 - i).map((row) =>
    means
      .map((mean) => {
        const filled = ((mean - least) / (greatest - least || 1)) * ROWS - row;
        return steps[Math.round(Math.min(1, Math.max(0, filled)) * eighths)];
      })
      .join("")
      .trimEnd(),
  );
}
