// @ts-check

/** @typedef {import("./dpkg.mjs").Package} Package */
/** @typedef {{ path: string, owner: string | undefined, command: string }} Observed */

/**
 * The named packages and all that they depend on. Of alternatives the first that is installed
 * counts, as on a machine that had none of them; a virtual package stands for all that provide it.
 *
 * @param {ReadonlyMap<string, Package>} installed
 * @param {Iterable<string>} names
 * @returns {ReadonlySet<string>}
 */
export function withDependencies(installed, names) {
  const provided = [...installed].flatMap(([name, { provides }]) =>
    provides.map((what) => ({ name, what })),
  );
  const providers = grouped(provided, ({ what }) => what);
  /** @param {string} name */
  const packagesNamed = (name) =>
    installed.has(name) ? [name] : (providers.get(name) ?? []).map((provider) => provider.name);
  const found = new Set([...names].flatMap(packagesNamed));
  for (const name of found) {
    for (const alternatives of installed.get(name)?.depends ?? []) {
      const [first = []] = alternatives.map(packagesNamed).filter((some) => some.length > 0);
      for (const dependency of first) found.add(dependency);
    }
  }
  return found;
}

/**
 * The files that the tests took from this host without a listed package that brings them.
 *
 * @param {object} facts
 * @param {readonly Observed[]} facts.observed
 * @param {ReadonlyMap<string, Package>} facts.installed
 * @param {Iterable<string>} facts.listed packages
 * @param {(path: string) => boolean} facts.exempt whether a file that no package owns is explained
 * @param {(path: string) => boolean} facts.isIncidental whether a file is opened only if it is there
 * @returns {readonly Observed[]}
 */
export function offenders({ observed, installed, listed, exempt, isIncidental }) {
  const essential = [...installed].filter((entry) => entry[1].essential).map(([name]) => name);
  const allowed = withDependencies(installed, [...essential, ...listed]);
  return observed.filter(({ path, owner }) => {
    if (isIncidental(path)) return false;
    return owner === undefined ? !exempt(path) : !allowed.has(owner);
  });
}

/** One line for each package, or file that has none. @param {readonly Observed[]} found */
export function complaints(found) {
  const groups = grouped(found, ({ path, owner }) => owner ?? path);
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const { path, owner, command } = first;
    const others = more.length > 0 ? ` and ${more.length} more of its files` : "";
    const whose = owner === undefined ? "of no package" : `of ${owner}, which is in no list`;
    return `${path} (${whose})${others}, opened by: ${command}`;
  });
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => string} keyOf
 */
function grouped(items, keyOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
