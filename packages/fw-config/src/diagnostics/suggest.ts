import { expectIterable, expectText } from "../arguments/expect.ts";

/**
 * The number of single-character edits, swaps of neighbours included, between two words.
 *
 * @param limit - counting ends when the distance cannot be below it any more
 */
export function editDistance(a: string, b: string, limit: number = Infinity): number {
  let beforeLast: number[] = [];
  let last: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    // Three rows are needed: the oldest is written over.
    [beforeLast, last, row] = [last, row, beforeLast];
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (swapped) edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1);
      row[j] = edits;
      least = Math.min(least, edits);
    }
    // No row has a distance below the least one of the row before.
    if (least >= limit) return limit;
  }
  return row[b.length] ?? 0;
}

/** Longer words are never a slip of the finger, and would cost time to compare. */
const longestWord = 64;

/** `!private` and `nopreempt` are near `private` and `preempt`, and mean the opposite. */
function isOpposite(a: string, b: string): boolean {
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  return (
    /^(!|no|not|non|un|in|dis|de)[-_ ]?$/.test(long.slice(0, long.length - short.length)) &&
    long.endsWith(short)
  );
}

/** The known word that the user probably meant, if one is near enough; never the word itself. */
export function suggest(word: string, known: Iterable<string>): string | undefined {
  expectText("suggest: word", word);
  expectIterable("suggest: known", known);
  if (word.length > longestWord) return undefined;
  const limit = Math.max(1, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    if (candidate === word || isOpposite(candidate, word)) continue;
    // Each letter more or less is an edit.
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(lower, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** A list of what is known, where nothing is near. */
export function knownHint(known: Iterable<string>): string | undefined {
  const candidates = [...known];
  if (candidates.length === 0) return undefined;
  const listed = candidates.slice(0, 12).join(", ");
  return `known here: ${listed}${candidates.length > 12 ? ", …" : ""}`;
}

/** `did you mean "subnet"?`, or a list of what is known when nothing is near. */
export function suggestionHint(word: string, known: Iterable<string>): string | undefined {
  const candidates = [...known];
  const near = suggest(word, candidates);
  return near === undefined ? knownHint(candidates) : `did you mean "${near}"?`;
}
