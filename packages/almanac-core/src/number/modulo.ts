/** The mathematical remainder, 0..divisor-1 for every integer, and never the negative zero of `%`. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** Brings any integer into 1..9, 9 being followed by 1. */
export function mod9(value: number): number {
  return modulo(value - 1, 9) + 1;
}
