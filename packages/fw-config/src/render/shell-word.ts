/** A word as the shell takes it literally (POSIX, 2.2.2). */
export function shellWord(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
