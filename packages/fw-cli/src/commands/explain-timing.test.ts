import { readFileSync } from "node:fs";

import { check } from "fw-config";
import { expect, it } from "vitest";

import { judgeJitter } from "./explain-timing.ts";

const seed = readFileSync(new URL("../../../../fw.config.yaml", import.meta.url), "utf8");

it("fw explain timing finds jitter that would make the backup take over from a living primary", () => {
  const { model } = check(seed, { profile: "hardware" });
  if (model === undefined) throw new Error("the seed is valid");
  // Adverts every 20 ms; the backup waits for 60.94 ms.
  expect(judgeJitter(40, model)).toEqual({ jitterMs: 40, limitMs: 40.9375, ok: true });
  expect(judgeJitter(41, model)).toMatchObject({ ok: false });
});
