import { expect, test } from "vitest";

import { joinRanges } from "./matches.ts";

type Pair = readonly [low: number, high: number];

/** nft refuses a set whose elements overlap. */
test.each<[given: readonly Pair[], joined: readonly Pair[]]>([
  [[[80, 80]], [[80, 80]]],
  [
    [
      [443, 443],
      [80, 80],
    ],
    [
      [80, 80],
      [443, 443],
    ],
  ],
  [
    [
      [1, 5],
      [5, 9],
    ],
    [[1, 9]],
  ],
  [
    [
      [1, 5],
      [6, 9],
    ],
    [
      [1, 5],
      [6, 9],
    ],
  ],
  [
    [
      [1, 9],
      [2, 3],
      [9, 9],
    ],
    [[1, 9]],
  ],
  [
    [
      [7, 7],
      [7, 7],
    ],
    [[7, 7]],
  ],
])("%j joined are %j", (given, joined) => {
  const ranges = joinRanges(given.map(([low, high]) => ({ low, high })));
  expect(ranges.map(({ low, high }) => [low, high])).toStrictEqual(joined);
});
