/** The lines of a frame around cells. */
export interface Frame {
  readonly top: string;
  readonly middle: string;
  readonly bottom: string;
  readonly bar: string;
}

/** A frame for a row of cells of equal width. */
export function frameOf(ascii: boolean, cells: number, width: number): Frame {
  const line = (left: string, cross: string, right: string, dash: string): string =>
    left + Array.from({ length: cells }, () => dash.repeat(width)).join(cross) + right;
  if (ascii) {
    const rule = line("+", "+", "+", "-");
    return { top: rule, middle: rule, bottom: rule, bar: "|" };
  }
  return {
    top: line("┌", "┬", "┐", "─"),
    middle: line("├", "┼", "┤", "─"),
    bottom: line("└", "┴", "┘", "─"),
    bar: "│",
  };
}
