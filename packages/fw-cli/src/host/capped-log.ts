/** The older part of a log that {@link withCappedLog} keeps. */
export function olderLog(log: string): string {
  return `${log}.1`;
}
