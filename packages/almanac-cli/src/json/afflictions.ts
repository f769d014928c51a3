import { board, mountainName, type AfflictedSpan } from "almanac-core";

import type { Names } from "../names.ts";
import { pairJson, starJson, termJson } from "./day.ts";
import { JSON_VERSION } from "./version.ts";

/** The afflictions and boards of a year and its months as the published schema has them. */
export function afflictionsJson(
  year: number,
  zone: string,
  spans: readonly AfflictedSpan[],
  names: Names,
): object {
  return {
    version: JSON_VERSION,
    year,
    zone,
    spans: spans.map(({ month, pair, star, from, to, afflictions }) => ({
      month,
      pair: pairJson(pair, names),
      star: starJson(star, names),
      board: board(star),
      begins: termJson(from, names),
      ends: termJson(to, names),
      afflictions: afflictions.map(({ affliction, cell, mountains }) => ({
        affliction,
        name: names.words.afflictions[affliction],
        cell,
        mountains: mountains.map((mountain) => ({
          degrees: mountain.degrees,
          name: mountainName(names.words, mountain),
        })),
      })),
    })),
  };
}
