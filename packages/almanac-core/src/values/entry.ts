/**
 * The entry of a list that is there by construction.
 * @throws RangeError when it is not: a mistake in this package, not of its caller
 */
export function entry<T>(list: ArrayLike<T>, index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`no entry ${index} in a list of ${list.length}`);
  return found;
}
