/** A map that nobody can change: `Object.freeze` does not reach into a `Map`. */
export function readonlyMap<K, V>(entries: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  const map = new Map(entries);
  const view: ReadonlyMap<K, V> = {
    size: map.size,
    get: (key) => map.get(key),
    has: (key) => map.has(key),
    keys: () => map.keys(),
    values: () => map.values(),
    entries: () => map.entries(),
    forEach: (call) => {
      for (const [key, value] of map) call(value, key, view);
    },
    [Symbol.iterator]: () => map.entries(),
  };
  return Object.freeze(view);
}
