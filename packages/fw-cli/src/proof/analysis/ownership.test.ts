import { expect, test } from "vitest";

import { ownership } from "./ownership.ts";

const vip = "192.0.2.1";

test("a crash leaves a time without a holder", () => {
  const tenures = [
    { node: "a", vip, from: -1000, to: 10 },
    { node: "b", vip, from: 35 },
  ];
  expect(ownership(tenures, vip, 0, 100)).toEqual({ vip, twoMs: 0, noneMs: 25 });
});

test("a partition leaves a time with two, counted once", () => {
  const tenures = [
    { node: "a", vip, from: -1000 },
    { node: "b", vip, from: 30, to: 50 },
    { node: "b", vip, from: 60, to: 70 },
  ];
  expect(ownership(tenures, vip, 0, 100)).toEqual({ vip, twoMs: 30, noneMs: 0 });
});

test("only the window and only that address count", () => {
  const tenures = [
    { node: "a", vip: "192.0.2.9", from: 0 },
    { node: "a", vip, from: 90, to: 300 },
  ];
  expect(ownership(tenures, vip, 0, 100)).toEqual({ vip, twoMs: 0, noneMs: 90 });
});
