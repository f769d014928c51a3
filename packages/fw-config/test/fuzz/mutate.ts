import fc, { type GeneratorValue } from "fast-check";
import { hostileValue, unwritable } from "toolkit/testing/hostile-value";
import { pick } from "toolkit/testing/spoiled-text";

import { baseConfig } from "./bases.ts";

type Container = Record<string, unknown> | unknown[];
type Put = (g: GeneratorValue) => unknown;

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}

/** Every object and list of a configuration. */
function containersOf(value: unknown): readonly Container[] {
  if (!isContainer(value)) return [];
  return [value, ...Object.values(value).flatMap(containersOf)];
}

function put(into: Container, key: string, value: unknown): void {
  // As JSON.parse does, which gives an object a field of this name.
  Object.defineProperty(into, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/** One mistake at one place: another value, one too many, one too few, or one under another name. */
function spoil(g: GeneratorValue, containers: readonly Container[], other: Put): void {
  const place = pick(g, containers) ?? {};
  const key = pick(g, Object.keys(place));
  const kind = g(fc.nat, { max: 5 });
  if (Array.isArray(place)) {
    const at = g(fc.nat, { max: place.length });
    if (kind === 0) place.splice(at, 1);
    else if (kind === 1) place.splice(at, 0, ...place.slice(0, 2));
    else place.splice(at, kind % 2, other(g));
    return;
  }
  if (key === undefined) put(place, "name", other(g));
  else if (kind === 0) delete place[key];
  else if (kind === 1) put(place, String(g(() => hostileValue)), place[key]);
  else if (kind === 2) put(place, key, copyOf(g, containers, other));
  else put(place, key, other(g));
}

/** What stands elsewhere, unless it has become something that no text holds. */
function copyOf(g: GeneratorValue, containers: readonly Container[], other: Put): unknown {
  try {
    return JSON.parse(JSON.stringify(pick(g, containers))) as unknown;
  } catch {
    return other(g);
  }
}

/** A rule with a comment of anything, so that what is valid has hostile texts too. */
function withComment(g: GeneratorValue, config: Container): void {
  const { policy } = config as { policy?: { rules?: unknown } };
  if (!isContainer(policy) || !Array.isArray(policy.rules)) return;
  policy.rules.push({ from: "any", to: "any", comment: g(() => hostileValue) });
}

const inText: Put = (g) => g(() => hostileValue);
const inProgram: Put = (g) => (g(fc.boolean) ? g(() => unwritable)() : inText(g));

function spoiled(other: Put): fc.Arbitrary<unknown> {
  return fc.tuple(baseConfig, fc.gen()).map(([config, g]) => {
    const copy = JSON.parse(JSON.stringify(config)) as Container;
    if (g(fc.boolean)) withComment(g, copy);
    // Only what was sound: what stands for a mistake cannot always be read or changed.
    const containers = containersOf(copy);
    const mistakes = g(fc.nat, { max: 3 });
    for (let i = 0; i < mistakes; i += 1) spoil(g, containers, other);
    return copy;
  });
}

/** A configuration with up to three mistakes that can be written in a file. */
export const spoiledConfig: fc.Arbitrary<unknown> = spoiled(inText);

/** A configuration with up to three mistakes, some of them of a kind that no file can hold. */
export const spoiledObject: fc.Arbitrary<unknown> = spoiled(inProgram);
