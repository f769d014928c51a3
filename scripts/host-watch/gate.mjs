// @ts-check
import { watchHost } from "./watch.mjs";

/** Where the whole machine is the tests' own, what is found or cannot be watched fails; elsewhere it is said. */
export const mustBeWatched = process.env["WATCH_HOST"] === "required";

/**
 * Watches this host while `tests` run; packages must have been installed before.
 *
 * @template T
 * @param {() => T} tests
 * @returns {Promise<{ value: T, failures: readonly string[] }>}
 */
export async function watchedHost(tests) {
  /** @param {string} problem */
  const notWatched = (problem) => {
    console.log(`NOT WATCHED which packages of this host the tests live on: ${problem}`);
    return mustBeWatched ? [`this host was not watched: ${problem}`] : [];
  };
  const end = await watchHost().catch((/** @type {Error} */ error) => error);
  const value = tests();
  if (end instanceof Error) return { value, failures: notWatched(end.message) };
  try {
    // Built only by now.
    const { testRequirements } = await import("../test-requirements.mjs");
    const found = await end(testRequirements.map((requirement) => requirement.package));
    const lines = found.map((line) => `${line}; name its package in scripts/test-requirements.mjs`);
    if (!mustBeWatched) for (const line of lines) console.log(`this host only: ${line}`);
    return { value, failures: mustBeWatched ? lines : [] };
  } catch (error) {
    return { value, failures: notWatched(error instanceof Error ? error.message : String(error)) };
  }
}
