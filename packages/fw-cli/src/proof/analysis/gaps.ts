/** The longest time without an arrival that ends after `since` and begins before `until`, in milliseconds. */
export function longestGap(
  arrivals: readonly number[],
  since: number,
  until: number = Infinity,
): number {
  let longest = 0;
  for (let i = 1; i < arrivals.length; i += 1) {
    const [before = 0, at = 0] = [arrivals[i - 1], arrivals[i]];
    if (at >= since && before < until) longest = Math.max(longest, at - before);
  }
  return longest;
}
