/**
 * The shortest failing sequence that leaving out parts leads to: halves first,
 * then single elements, as long as what is left still fails.
 *
 * @param fails whether a sequence still fails; called again and again
 */
export async function shrink<T>(
  failing: readonly T[],
  fails: (candidate: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let current = failing;
  for (let size = Math.ceil(current.length / 2); size >= 1;) {
    const shorter = await firstFailing(current, size, fails);
    if (shorter !== undefined) current = shorter;
    else if (size === 1) break;
    else size = Math.ceil(size / 2);
  }
  return current;
}

async function firstFailing<T>(
  current: readonly T[],
  size: number,
  fails: (candidate: readonly T[]) => Promise<boolean>,
): Promise<readonly T[] | undefined> {
  for (let start = 0; start < current.length; start += size) {
    const candidate = current.toSpliced(start, size);
    if (candidate.length > 0 && (await fails(candidate))) return candidate;
  }
  return undefined;
}
